// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.Ticker;
import dev.agentcore.execution.engine.MemoryBudget;
import dev.agentcore.face.grpc.call.CallObserver;
import dev.agentcore.face.grpc.call.IdentityInterceptor;
import dev.agentcore.face.grpc.call.InFlightCalls;
import dev.agentcore.face.grpc.call.InboundMemoryLimiter;
import dev.agentcore.face.grpc.call.OperatorInterceptor;
import dev.agentcore.face.grpc.call.ReadinessInterceptor;
import dev.agentcore.service.OperatorService;
import dev.agentcore.service.RequestValidator;
import dev.agentcore.service.RunService;
import dev.agentcore.service.identity.TenantRules;
import dev.agentcore.service.identity.TokenFile;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a gRPC call passes between the socket and its service, in order: telemetry, observation, identity, the count of calls
 * in flight, permission, readiness, and the bounds on requests that are being received. Thread-safe.
 */
final class CallChain {
    /** How often a client may ping, also without calls; more often is abuse. */
    private static final Duration CLIENT_PING = Duration.ofSeconds(10);

    /** After how much silence the server pings. */
    private static final Duration SERVER_PING = Duration.ofMinutes(1);

    /** How long a TLS or HTTP/2 handshake may take. */
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(20);

    /** How many calls one connection may have at a time; a client holds back more. */
    private static final int CALLS_PER_CONNECTION = 1000;

    /** How long a request may take to be received. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(2);

    /** How often requests that are being received are checked. */
    private static final Duration REQUEST_CHECK = Duration.ofSeconds(5);

    private final Duration connectionAge;
    private final InFlightCalls inFlight = new InFlightCalls();
    private final InboundMemoryLimiter inbound;
    private final List<ServerInterceptor> interceptors;

    /**
     * Composes the chain.
     *
     * @param tokens the bearer tokens that are required; null if none is
     * @param budget bounds the memory of requests that are being received
     * @param telemetry sees a call before all others; null if there is none
     */
    CallChain(
            ServerSettings settings,
            @Nullable TokenFile tokens,
            MemoryBudget budget,
            RunService runs,
            OperatorService operators,
            @Nullable ServerInterceptor telemetry) {
        connectionAge = settings.listen().connectionAge();
        inbound = new InboundMemoryLimiter(
                budget, REQUEST_TIMEOUT, Ticker.system(), settings.engine().retryAfter());
        interceptors = new ArrayList<>();
        if (telemetry != null) {
            interceptors.add(telemetry);
        }
        interceptors.add(new CallObserver(runs::rejected));
        interceptors.add(new IdentityInterceptor(
                new TenantRules(tokens), settings.security().tenantHeader()));
        interceptors.add(inFlight);
        interceptors.add(new OperatorInterceptor(operators));
        interceptors.add(new ReadinessInterceptor(runs));
        interceptors.add(inbound);
    }

    /**
     * A server whose calls pass the chain.
     *
     * @param builder knows where it listens
     */
    Server newServer(NettyServerBuilder builder, List<BindableService> services) {
        builder.executor(HandlerThreads.start())
                .addStreamTracerFactory(inbound)
                .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
                .handshakeTimeout(HANDSHAKE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .maxInboundMessageSize(RequestValidator.MAX_MESSAGE_BYTES)
                .permitKeepAliveTime(CLIENT_PING.toSeconds(), TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(SERVER_PING.toSeconds(), TimeUnit.SECONDS);
        if (!connectionAge.isZero()) {
            builder.maxConnectionAge(connectionAge.toMillis(), TimeUnit.MILLISECONDS);
        }
        // gRPC calls the interceptor that was added last first.
        interceptors.reversed().forEach(builder::intercept);
        services.forEach(builder::addService);
        return builder.build();
    }

    /** Rejects requests that take too long to be received, for as long as the clock runs. */
    void checkInbound(ScheduledExecutorService clock) {
        var unused = clock.scheduleWithFixedDelay(
                inbound::rejectSlow, REQUEST_CHECK.toSeconds(), REQUEST_CHECK.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Waits until no call is in flight, at most for the timeout.
     *
     * @return whether none is
     */
    boolean awaitNone(Duration timeout) throws InterruptedException {
        return inFlight.awaitNone(timeout);
    }
}
