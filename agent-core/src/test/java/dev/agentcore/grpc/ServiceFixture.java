// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import static org.awaitility.Awaitility.await;

import dev.agentcore.config.ReplaySettings;
import dev.agentcore.execution.EngineSettings;
import dev.agentcore.execution.ExecutionEngine;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.ScriptedRuntime;
import dev.agentcore.replay.RememberedRuns;
import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The service behind a real socket, with scripted programs, and a channel to it. */
final class ServiceFixture implements AutoCloseable {
    static final String TENANT_HEADER = "x-tenant";

    private final ScriptedRuntime runtime = new ScriptedRuntime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutionEngine engine;
    private final RememberedRuns remembered;
    private final Server server;
    private final ManagedChannel channel;

    private ServiceFixture(EngineSettings settings, ReplaySettings replay, Duration silence) throws IOException {
        engine = new ExecutionEngine(runtime, settings);
        remembered = new RememberedRuns(replay, clock);
        var service = new ExecutionGrpcService(
                engine,
                LimitsPolicy.defaultPolicy(),
                "1.2.3",
                List.of(),
                remembered,
                clock,
                silence,
                List.of(RunLog::new));
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .executor(Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().factory()))
                .maxInboundMessageSize(ExecutionGrpcService.MAX_REQUEST_BYTES)
                .intercept(new CallerIdentity(null, TENANT_HEADER))
                .addService(service)
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress(server.getListenSockets().getFirst())
                .usePlaintext()
                .build();
    }

    static ServiceFixture start(EngineSettings settings) {
        return start(settings, Duration.ofSeconds(10));
    }

    static ServiceFixture start(EngineSettings settings, Duration silence) {
        return start(settings, ReplaySettings.defaults(), silence);
    }

    static ServiceFixture start(EngineSettings settings, ReplaySettings replay, Duration silence) {
        try {
            return new ServiceFixture(settings, replay, silence);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    ScriptedRuntime runtime() {
        return runtime;
    }

    ExecutionEngine engine() {
        return engine;
    }

    RememberedRuns remembered() {
        return remembered;
    }

    ManagedChannel channel() {
        return channel;
    }

    ExecutionServiceGrpc.ExecutionServiceBlockingStub blocking() {
        return ExecutionServiceGrpc.newBlockingStub(channel);
    }

    ExecutionServiceGrpc.ExecutionServiceStub async() {
        return ExecutionServiceGrpc.newStub(channel);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        engine.close();
        await().until(() -> server.shutdownNow().isTerminated());
        clock.shutdownNow();
        runtime.close();
    }
}
