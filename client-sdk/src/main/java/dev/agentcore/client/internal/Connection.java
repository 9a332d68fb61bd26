// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds a channel. Not thread-safe. */
public final class Connection {
    /** The time without data after which the client pings the server. Servers require at least 10 s. */
    private static final Duration PING = Duration.ofSeconds(20);

    /** The time to wait for the answer to a ping. After it the connection is closed and its calls fail. */
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(10);

    private static final Pattern HOST_AND_PORT = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}");

    private final List<String> targets;
    private final Map<Metadata.Key<String>, Supplier<String>> headers = new LinkedHashMap<>();
    private TlsChannelCredentials.@Nullable Builder tls;

    private final List<ClientInterceptor> interceptors = new ArrayList<>();
    private @Nullable Executor executor;
    private @Nullable Integer messageBytes;

    /**
     * A plaintext connection to these servers, with round robin.
     *
     * @throws IllegalArgumentException if there are several, and one is not HOST:PORT
     */
    public Connection(List<String> targets) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("no target");
        }
        if (targets.size() > 1) {
            for (String target : targets) {
                if (!HOST_AND_PORT.matcher(target).matches()) {
                    throw new IllegalArgumentException("of several targets each must be HOST:PORT: " + target);
                }
            }
        }
        this.targets = List.copyOf(targets);
    }

    /** Whether there is a single server. A DNS name may stand for several, such as a pool. */
    public boolean singleTarget() {
        return targets.size() == 1 && !targets.get(0).startsWith("dns:");
    }

    /** Sets the executor of callbacks. */
    public void executor(Executor threads) {
        executor = threads;
    }

    /** Adds an interceptor. */
    public void intercept(ClientInterceptor interceptor) {
        interceptors.add(interceptor);
    }

    /** Sets the maximum size of received messages. */
    public void messageBytes(int most) {
        messageBytes = most;
    }

    /** Uses TLS. */
    public void encrypt() {
        credentials();
    }

    /** Uses TLS, and trusts only these authorities. */
    public void trust(Path authorities) throws IOException {
        credentials().trustManager(authorities.toFile());
    }

    /** Uses TLS with a client certificate. */
    public void identify(Path certificate, Path key) throws IOException {
        credentials().keyManager(certificate.toFile(), key.toFile());
    }

    /** Adds a header with the supplier's current value to each call. The supplier must be thread-safe. */
    public void header(String name, Supplier<String> value) {
        headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    }

    private TlsChannelCredentials.Builder credentials() {
        if (tls == null) {
            tls = TlsChannelCredentials.newBuilder();
        }
        return tls;
    }

    /** A channel that connects at the first call. */
    public ManagedChannel open() {
        ChannelCredentials credentials = tls == null ? InsecureChannelCredentials.create() : tls.build();
        ManagedChannelBuilder<?> builder = Grpc.newChannelBuilder(target(), credentials)
                .intercept(interceptors)
                // The interceptor that is added last is called first, so that the others see the headers.
                .intercept(new SentHeaders(headers))
                .keepAliveTime(PING.toSeconds(), TimeUnit.SECONDS)
                .keepAliveTimeout(PING_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                // Otherwise a connection that only the host's kernel accepts is waited for until the deadline.
                .keepAliveWithoutCalls(true);
        if (!singleTarget()) {
            builder.defaultLoadBalancingPolicy("round_robin");
        }
        if (executor != null) {
            builder.executor(executor);
        }
        if (messageBytes != null) {
            builder.maxInboundMessageSize(messageBytes);
        }
        return builder.build();
    }

    private String target() {
        return targets.size() == 1 ? targets.get(0) : TargetListResolverProvider.target(targets);
    }
}
