// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without these, a proxy that disturbs nothing would make the tests of what happens then pass. */
@Timeout(30)
final class TcpProxyTest {
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void forwardsBothDirectionsAndTheEnd() throws Exception {
        try (TcpProxy proxy = TcpProxy.to(target());
                Socket client = connect(proxy);
                Socket accepted = server.accept()) {
            client.getOutputStream().write(1);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);
            accepted.getOutputStream().write(2);
            assertThat(client.getInputStream().read()).isEqualTo(2);
            client.shutdownOutput();
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aCutResetsBothSidesAndLeavesRoomForNewConnections() throws Exception {
        try (TcpProxy proxy = TcpProxy.to(target());
                Socket client = connect(proxy);
                Socket accepted = server.accept()) {
            client.getOutputStream().write(1);
            assertThat(accepted.getInputStream().read()).isEqualTo(1);
            proxy.cut();
            assertThatThrownBy(() -> accepted.getInputStream().read()).hasMessage("Connection reset");
            assertThatThrownBy(() -> client.getInputStream().read()).hasMessage("Connection reset");
            try (Socket next = connect(proxy);
                    Socket acceptedNext = server.accept()) {
                next.getOutputStream().write(3);
                assertThat(acceptedNext.getInputStream().read()).isEqualTo(3);
            }
        }
    }

    @Test
    void cutsAfterALimitOfWhatTheClientSends() throws Exception {
        try (TcpProxy proxy = TcpProxy.cuttingAfter(3, target());
                Socket client = connect(proxy);
                Socket accepted = server.accept()) {
            client.getOutputStream().write(new byte[5]);
            assertThatThrownBy(() -> accepted.getInputStream().readNBytes(4)).hasMessage("Connection reset");
        }
    }

    @Test
    void stallsAfterALimitOfWhatTheClientSendsButForwardsAnswers() throws Exception {
        try (TcpProxy proxy = TcpProxy.stallingAfter(3, target());
                Socket client = connect(proxy);
                Socket accepted = server.accept()) {
            client.getOutputStream().write(new byte[] {1, 2, 3, 4, 5});
            assertThat(accepted.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
            accepted.getOutputStream().write(6);
            assertThat(client.getInputStream().read()).isEqualTo(6);
            assertThat(accepted.getInputStream().available()).isZero();
        }
    }

    private String target() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private static Socket connect(TcpProxy proxy) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }
}
