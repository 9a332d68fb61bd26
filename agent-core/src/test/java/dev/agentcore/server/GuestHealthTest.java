// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.EngineSettings;
import dev.agentcore.execution.ExecutionEngine;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.RecordingSink;
import dev.agentcore.execution.ScriptedRuntime;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server whose guest is broken says so, until it works again. */
@Timeout(60)
final class GuestHealthTest {
    private static final String PROBE = "print()";

    private final ScriptedRuntime runtime = new ScriptedRuntime()
            .failOpening("broken", new IllegalStateException("no sandbox"))
            .failOpening(PROBE, new IllegalStateException("no sandbox"));
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutionEngine engine =
            new ExecutionEngine(runtime, EngineSettings.defaults().withSlots(1));
    private final Health health = new Health();
    private final GuestHealth guest = new GuestHealth(
            health,
            clock,
            Duration.ofMillis(20),
            engine,
            LimitsPolicy.defaultPolicy().defaults());
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void serve() throws IOException {
        BindableService service = health.service();
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(service)
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress(server.getListenSockets().getFirst())
                .usePlaintext()
                .build();
        health.tell(true);
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.shutdownNow();
        clock.shutdownNow();
        engine.close();
        runtime.close();
    }

    @Test
    void threeDefectsInARowTakeItOutOfServiceUntilAProbeSucceeds() {
        run("broken");
        run("broken");
        assertThat(status()).isEqualTo(ServingStatus.SERVING);
        run("broken");
        await().until(() -> status() == ServingStatus.NOT_SERVING);
        await().during(Duration.ofMillis(200)).until(() -> status() == ServingStatus.NOT_SERVING);
        runtime.repairOpening(PROBE);
        await().until(() -> status() == ServingStatus.SERVING);
    }

    @Test
    void aRunThatSucceedsIsProofEnough() {
        run("broken");
        run("broken");
        run("fine");
        run("broken");
        run("broken");
        assertThat(status()).isEqualTo(ServingStatus.SERVING);
        run("broken");
        await().until(() -> status() == ServingStatus.NOT_SERVING);
        run("fine");
        await().until(() -> status() == ServingStatus.SERVING);
    }

    private void run(String code) {
        var request = new ExecutionRequest(
                ExecutionId.random(),
                PythonProgram.of(code),
                LimitsPolicy.defaultPolicy().defaults(),
                Map.of());
        var sink = new RecordingSink();
        engine.submit(request, guest.observe(request, sink), Cancellation.never());
        assertThat(sink.end()).isNotEmpty();
    }

    private ServingStatus status() {
        return HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus();
    }
}
