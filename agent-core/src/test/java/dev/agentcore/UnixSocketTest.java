// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.server.AgentCoreServer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that listens on a socket in the file system, and on no port. */
@Timeout(60)
final class UnixSocketTest {
    @TempDir
    private Path folder;

    private Path socket;

    @BeforeEach
    void name() {
        socket = folder.resolve("agent-core.sock");
    }

    @Test
    void programsRunThroughIt() throws IOException {
        try (AgentCoreServer server = serve();
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            assertThat(server.target()).isEqualTo("unix:" + socket);
            assertThat(client.run("print(6 * 7)").stdout()).isEqualTo("42\n");
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void onlyItsOwnerMayConnect() throws IOException {
        try (AgentCoreServer server = serve()) {
            assertThat(server.port()).isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatADeadServerLeftIsReplaced() throws IOException {
        listen().close();
        assertThat(socket).exists();
        try (AgentCoreServer server = serve();
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            assertThat(client.run("print(1)").stdout()).isEqualTo("1\n");
        }
    }

    @Test
    void whatSomebodyElseUsesIsLeftAlone() throws IOException {
        try (ServerSocketChannel other = listen()) {
            assertThatThrownBy(this::serve)
                    .isInstanceOf(IOException.class)
                    .hasMessage(socket + " is in use by another process");
            assertThat(other.isOpen()).isTrue();
        }
        Files.delete(socket);
        Files.writeString(socket, "precious");
        assertThatThrownBy(this::serve)
                .isInstanceOf(IOException.class)
                .hasMessage(socket + " already exists and is not a socket");
        assertThat(socket).hasContent("precious");
    }

    private AgentCoreServer serve() throws IOException {
        return AgentCoreServer.start(ServerSettings.defaults()
                .withListen(listen -> listen.withSocket(socket))
                .withLifecycle(LifecycleSettings.immediate()));
    }

    private ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }
}
