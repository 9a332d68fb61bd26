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
 * The interceptors between the socket and the service, in order: telemetry, observation, identity, the count of calls in
 * flight, permission, readiness, and the limits on requests that are being received. Thread-safe.
 */
final class CallChain {
    /** The shortest interval between a client's pings, also without calls; gRPC closes connections that ping more often. */
    private static final Duration CLIENT_PING = Duration.ofSeconds(10);

    /** The server pings a connection that has been idle for this long. */
    private static final Duration SERVER_PING = Duration.ofMinutes(1);

    /** The timeout of a TLS or HTTP/2 handshake. */
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(20);

    /** The limit of concurrent calls on one connection; a client delays further calls. */
    private static final int CALLS_PER_CONNECTION = 1000;

    /** The timeout of receiving a request. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(2);

    /** The interval between checks of that timeout. */
    private static final Duration REQUEST_CHECK = Duration.ofSeconds(5);

    private final Duration connectionAge;
    private final InFlightCalls inFlight = new InFlightCalls();
    private final InboundMemoryLimiter inbound;
    private final List<ServerInterceptor> interceptors;

    /**
     * Composes the chain.
     *
     * @param tokens the accepted bearer tokens; null if calls need none
     * @param budget limits the memory of requests that are being received
     * @param telemetry sees a call before all others; null without telemetry
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
     * Builds a server whose calls pass through the chain.
     *
     * @param builder has the listen address
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
        // gRPC calls the last interceptor first.
        interceptors.reversed().forEach(builder::intercept);
        services.forEach(builder::addService);
        return builder.build();
    }

    /** Starts to reject requests that take too long to be received, until the clock shuts down. */
    void checkInbound(ScheduledExecutorService clock) {
        var unused = clock.scheduleWithFixedDelay(
                inbound::rejectSlow, REQUEST_CHECK.toSeconds(), REQUEST_CHECK.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Waits until no call is in flight, or until the timeout.
     *
     * @return false if the timeout elapsed first
     */
    boolean awaitNone(Duration timeout) throws InterruptedException {
        return inFlight.awaitNone(timeout);
    }
}
