// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import static org.awaitility.Awaitility.await;

import dev.agentcore.execution.engine.EngineSettings;
import dev.agentcore.execution.engine.ExecutionEngine;
import dev.agentcore.execution.engine.ScriptedRuntime;
import dev.agentcore.face.grpc.call.CallObserver;
import dev.agentcore.face.grpc.call.IdentityInterceptor;
import dev.agentcore.observability.RunLog;
import dev.agentcore.service.RequestValidator;
import dev.agentcore.service.RunService;
import dev.agentcore.service.RunServiceFixture;
import dev.agentcore.service.delivery.RetentionSettings;
import dev.agentcore.service.delivery.RunDelivery;
import dev.agentcore.service.identity.TenantRules;
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

/** The service behind a real socket, with scripted programs, and a channel to it. */
final class ServiceFixture implements AutoCloseable {
    static final String TENANT_HEADER = "x-tenant";

    private final ScriptedRuntime runtime = new ScriptedRuntime();
    private final RunServiceFixture parts;
    private final Server server;
    private final ManagedChannel channel;

    private ServiceFixture(EngineSettings settings, RetentionSettings retention, Duration keepAlive)
            throws IOException {
        parts = new RunServiceFixture(runtime, settings, List.of(new RunLog()), retention, keepAlive);
        RunService service = parts.service();
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .executor(Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().factory()))
                .maxInboundMessageSize(RequestValidator.MAX_MESSAGE_BYTES)
                .intercept(new IdentityInterceptor(new TenantRules(null), TENANT_HEADER))
                .intercept(new CallObserver(service::rejected))
                .addService(new ExecutionGrpcService(service))
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress(server.getListenSockets().getFirst())
                .usePlaintext()
                .build();
    }

    static ServiceFixture start(EngineSettings settings) {
        return start(settings, RunServiceFixture.KEEP_ALIVE);
    }

    static ServiceFixture start(EngineSettings settings, Duration keepAlive) {
        return start(settings, RetentionSettings.defaults(), keepAlive);
    }

    static ServiceFixture start(EngineSettings settings, RetentionSettings retention, Duration keepAlive) {
        try {
            return new ServiceFixture(settings, retention, keepAlive);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    ScriptedRuntime runtime() {
        return runtime;
    }

    ExecutionEngine engine() {
        return parts.engine();
    }

    RunDelivery delivery() {
        return parts.delivery();
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
        parts.close();
        await().until(() -> server.shutdownNow().isTerminated());
    }
}
