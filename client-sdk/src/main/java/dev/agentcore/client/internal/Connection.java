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

/** What a connection is made of, collected bit by bit. Not thread-safe. */
public final class Connection {
    /** After how much silence the server is asked whether it is still there. Servers allow no less than 10 s. */
    private static final Duration PING = Duration.ofSeconds(20);

    /** How long it may take to say so; then the connection is given up, and all calls on it. */
    private static final Duration PING_PATIENCE = Duration.ofSeconds(10);

    private static final Pattern HOST_AND_PORT = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}");

    private final List<String> targets;
    private final Map<Metadata.Key<String>, Supplier<String>> headers = new LinkedHashMap<>();
    private TlsChannelCredentials.@Nullable Builder tls;

    private final List<ClientInterceptor> interceptors = new ArrayList<>();
    private @Nullable Executor executor;
    private @Nullable Integer messageBytes;

    /**
     * One to these servers, in plain text; calls take turns.
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

    /** Whether there is only one server to talk to. A name that is asked of DNS may stand for many, such as a pool's. */
    public boolean singleTarget() {
        return targets.size() == 1 && !targets.get(0).startsWith("dns:");
    }

    /** Runs what is told of calls on these threads. */
    public void executor(Executor threads) {
        executor = threads;
    }

    /** Has it see each call. */
    public void intercept(ClientInterceptor interceptor) {
        interceptors.add(interceptor);
    }

    /** Takes messages of at most that size. */
    public void messageBytes(int most) {
        messageBytes = most;
    }

    /** Encrypts it. */
    public void encrypt() {
        credentials();
    }

    /** Encrypts it, and believes servers whose certificate is signed by one of these. */
    public void trust(Path authorities) throws IOException {
        credentials().trustManager(authorities.toFile());
    }

    /** Encrypts it, and tells the server who calls. */
    public void identify(Path certificate, Path key) throws IOException {
        credentials().keyManager(certificate.toFile(), key.toFile());
    }

    /** Sends with each call what there is then; may be asked by many threads. */
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
                // The last one is the first to see a call: the others see the headers.
                .intercept(new SentHeaders(headers))
                .keepAliveTime(PING.toSeconds(), TimeUnit.SECONDS)
                .keepAliveTimeout(PING_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                // Else a connection that is taken by a host's kernel alone would be waited for until the deadline.
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
