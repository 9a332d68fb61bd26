// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.RunEvents;
import dev.agentcore.execution.RunObservation;
import dev.agentcore.execution.Ticker;
import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.execution.engine.ExecutionEngine;
import dev.agentcore.execution.engine.MemoryBudget;
import dev.agentcore.execution.engine.ScriptedRuntime;
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
import java.util.concurrent.CompletableFuture;
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
    private final ExecutionEngine engine = new ExecutionEngine(
            runtime, EngineSettings.defaults().withSlots(1), MemoryBudget.unlimited(), Ticker.system());
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
        health.setServing(true);
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
    void threeConsecutiveInternalErrorsTakeItOutOfServiceUntilAProbeSucceeds() {
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
        var ended = new CompletableFuture<RunEnd>();
        engine.submit(request, new ObservedByGuestHealth(guest.submitted(request, null), ended), Cancellation.never());
        assertThat(ended).succeedsWithin(Duration.ofSeconds(10));
    }

    /** As the service has a run observed. */
    private record ObservedByGuestHealth(RunObservation observation, CompletableFuture<RunEnd> ended)
            implements RunEvents {
        @Override
        public boolean next(RunEvent event) {
            return true;
        }

        @Override
        public void end(RunEnd end) {
            observation.ending(end);
            observation.ended(end, Duration.ZERO);
            ended.complete(end);
        }
    }

    private ServingStatus status() {
        return HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus();
    }
}
