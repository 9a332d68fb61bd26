// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.config.AdminSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.grpc.ArrivingRequests;
import dev.agentcore.grpc.BearerTokens;
import dev.agentcore.grpc.CallerIdentity;
import dev.agentcore.grpc.ExecutionGrpcService;
import dev.agentcore.grpc.OpenCalls;
import dev.agentcore.grpc.OperatorGate;
import dev.agentcore.grpc.StartGate;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a call goes through between the socket and its service: who watches it, who it is, whether it may and whether the
 * server is ready; and what bounds connections and requests on their way. Safe for use by many threads.
 */
final class CallPath {
    /** How often a client may ask whether the connection lives, even when it has no call; more is taken for abuse. */
    private static final Duration CLIENT_PING = Duration.ofSeconds(10);

    /** After how much silence we ask whether the client lives. */
    private static final Duration SERVER_PING = Duration.ofMinutes(1);

    /** How long a connection may take until it can be used. */
    private static final Duration HANDSHAKE_PATIENCE = Duration.ofSeconds(20);

    /** How many calls one connection may have at a time; a client that has more keeps them to itself until then. */
    private static final int CALLS_PER_CONNECTION = 1000;

    /** How long a request may take to come. */
    private static final Duration REQUEST_PATIENCE = Duration.ofMinutes(2);

    /** How often requests that are on their way are looked at. */
    private static final Duration REQUEST_LOOK = Duration.ofSeconds(5);

    private final Duration connectionAge;
    private final CallerIdentity identity;
    private final OpenCalls openCalls = new OpenCalls();
    private final OperatorGate operators;
    private final StartGate gate;
    private final ArrivingRequests arriving;

    /**
     * Lets no call of the service through yet.
     *
     * @param tokens those that are asked for; null if none is
     * @param requestBytes what requests on their way may hold together, but for one of the largest, which always may
     */
    CallPath(ServerSettings settings, @Nullable BearerTokens tokens, long requestBytes) {
        connectionAge = settings.listen().connectionAge();
        AdminSettings admin = settings.admin();
        Duration retryAfter = settings.engine().retryAfter();
        identity = new CallerIdentity(tokens, settings.security().tenantHeader());
        operators = new OperatorGate(admin.operators(), admin.operators().contains(AdminSettings.ANYBODY));
        gate = new StartGate(retryAfter);
        arriving = new ArrivingRequests(
                Math.max(ExecutionGrpcService.MAX_REQUEST_BYTES, requestBytes), REQUEST_PATIENCE, retryAfter);
    }

    /**
     * A server whose calls go this way.
     *
     * @param builder knows where it listens
     * @param watchers hear of every call, also of those that are turned away
     */
    Server lead(NettyServerBuilder builder, List<ServerInterceptor> watchers, List<BindableService> services) {
        builder.executor(HandlerThreads.start())
                .addStreamTracerFactory(arriving)
                .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
                .handshakeTimeout(HANDSHAKE_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .maxInboundMessageSize(ExecutionGrpcService.MAX_REQUEST_BYTES)
                .permitKeepAliveTime(CLIENT_PING.toSeconds(), TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(SERVER_PING.toSeconds(), TimeUnit.SECONDS);
        if (!connectionAge.isZero()) {
            builder.maxConnectionAge(connectionAge.toMillis(), TimeUnit.MILLISECONDS);
        }
        // gRPC calls the last that was added first.
        List.of(arriving, gate, operators, openCalls, identity).forEach(builder::intercept);
        watchers.forEach(builder::intercept);
        services.forEach(builder::addService);
        return builder.build();
    }

    /** Has requests that take too long given up, as long as the clock goes. */
    void watchArrivals(ScheduledExecutorService clock) {
        var unused = clock.scheduleWithFixedDelay(
                arriving::giveUpSlow, REQUEST_LOOK.toSeconds(), REQUEST_LOOK.toSeconds(), TimeUnit.SECONDS);
    }

    /** Lets calls of the service through from now on. */
    void open() {
        gate.open();
    }

    /**
     * Waits until no call is open, but no longer than that.
     *
     * @return whether none is
     */
    boolean awaitNone(Duration patience) throws InterruptedException {
        return openCalls.awaitNone(patience);
    }
}
