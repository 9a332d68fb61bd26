package dev.agentcore.client;

import dev.agentcore.client.internal.Connection;
import dev.agentcore.client.internal.ServiceChannel;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of one agent-core server. Thread-safe: one is enough for any number of runs at the same time. It owns its
 * connection, which is made at the first call and made again when it breaks; close the client to give it back.
 *
 * <pre>{@code
 * try (AgentCoreClient client = AgentCoreClient.connect("127.0.0.1:50051")) {
 *     System.out.print(client.run("print(6 * 7)").orThrow().stdout());
 * }
 * }</pre>
 *
 * <p><b>Five ways.</b> {@link #run} waits for the end and has all output; {@link #execute(PythonProgram)} has a thread read
 * events as they come; {@link #runAsync} is {@code run} without a thread that waits;
 * {@link #execute(PythonProgram, ExecutionListener)} and {@link #publisher} tell events to the caller's code. In all of
 * them a reader's pace is the program's, and who stops reading can stop the program.
 *
 * <p><b>Deadline.</b> Every call has one. A server shortens a program's wall time to what is left of the deadline, so
 * the default leaves room for all of it: the program's wall time, or 300 s if it names none, and 60 s for queueing and
 * the way.
 *
 * <p><b>A server that is gone.</b> A connection that broke fails its calls at once, with {@link ErrorCode#UNAVAILABLE}. When
 * nothing has come from the server for 20 s, it is asked for a sign of life (a ping of HTTP/2); unless it gives one within
 * 10 s, the connection counts as broken. So no call waits much longer for a host that is gone. A proxy on the way must allow
 * a ping each 20 s; {@link #fromChannel} is for those that do not.
 */
public final class AgentCoreClient implements AutoCloseable {
    private final ServiceChannel channel;
    private final @Nullable Duration deadline;

    private AgentCoreClient(ServiceChannel channel, @Nullable Duration deadline) {
        this.channel = channel;
        this.deadline = deadline;
    }

    /**
     * A client of the server at {@code target}, without encryption and without a name. Does not wait for a
     * connection: if nobody listens, the first call says so.
     *
     * @param target {@code HOST:PORT}, {@code unix:/PATH} for a Unix domain socket, or any gRPC name; of {@code
     *     dns:///agent-core:50051}, calls take turns among all servers that have the name
     * @throws IllegalArgumentException if {@code target} is no such name
     */
    public static AgentCoreClient connect(String target) {
        return builder(target).build();
    }

    /**
     * A client over a channel that was made elsewhere. The channel is the client's from now on, which closes it. It should
     * have {@code keepAliveTime} set: else a call to a host that is gone waits for its deadline. {@link #withDeadline} and
     * {@link #withRetry} say more.
     *
     * @param channel leads to one or more servers, with whatever credentials they want
     */
    public static AgentCoreClient fromChannel(ManagedChannel channel) {
        return new AgentCoreClient(ServiceChannel.over(channel, RetryPolicy.none(), false), null);
    }

    /**
     * Starts a client with more to say than {@link #connect}.
     *
     * <pre>{@code
     * AgentCoreClient client = AgentCoreClient.builder("localhost:50051", "localhost:50052")
     *         .bearerToken("secret")
     *         .deadline(Duration.ofMinutes(2))
     *         .retry(RetryPolicy.standard())
     *         .build();
     * }</pre>
     *
     * @param target as at {@link #connect}
     * @param more other servers, among which calls take turns; then each must be {@code HOST:PORT}. One that does not answer
     *     is left out until it does
     * @throws IllegalArgumentException if there are several, and one is not {@code HOST:PORT}
     */
    public static Builder builder(String target, String... more) {
        List<String> targets = new ArrayList<>();
        targets.add(target);
        targets.addAll(List.of(more));
        return new Builder(targets);
    }

    /**
     * Starts a client of several servers; see {@link #builder(String, String...)}.
     *
     * @param targets at least one
     * @throws IllegalArgumentException if there is none, or there are several and one is not {@code HOST:PORT}
     */
    public static Builder builder(List<String> targets) {
        return new Builder(targets);
    }

    /**
     * This client with another deadline for every call, such as for a few calls that are more urgent. Both have one
     * connection: closing either closes it.
     *
     * <pre>{@code
     * PythonResult soon = client.withDeadline(Duration.ofSeconds(2)).run("print(6 * 7)");
     * }</pre>
     *
     * @param limit as at {@link Builder#deadline}
     * @throws IllegalArgumentException unless positive
     */
    public AgentCoreClient withDeadline(Duration limit) {
        return new AgentCoreClient(channel, requirePositive(limit));
    }

    /**
     * This client, which tries again as {@link Builder#retry} says: for clients that no builder made. Both have one connection:
     * closing either closes it.
     */
    public AgentCoreClient withRetry(RetryPolicy policy) {
        return new AgentCoreClient(channel.withRetry(Objects.requireNonNull(policy, "policy")), deadline);
    }

    /** Runs code alone; see {@link #run(PythonProgram)}. */
    public PythonResult run(String code) {
        return run(PythonProgram.of(code));
    }

    /**
     * Runs a program, waits for its end and returns all that it printed. That is held in memory: up to the program's
     * {@link PythonProgram#outputBytes()}. An interrupt of the waiting thread stops the program and throws, with
     * {@link ErrorCode#CANCELLED}, and leaves the thread interrupted.
     *
     * @return how the program ended, whether it succeeded or not
     * @throws AgentCoreException if the service failed; what had been printed by then is in it
     */
    public PythonResult run(PythonProgram program) {
        try (PythonExecution execution = execute(program)) {
            return ResultCollector.collect(execution);
        }
    }

    /**
     * Runs a program as {@link #run(PythonProgram)} does, and has what it prints told while it runs.
     *
     * <pre>{@code
     * PythonResult result = client.run(program, output -> System.out.print(output.text()));
     * }</pre>
     *
     * @param action hears each piece, on the thread that waits; while it does, the program may have to wait. What it throws
     *     stops the program, and is thrown on
     * @throws AgentCoreException if the service failed; what had been printed by then is in it
     */
    public PythonResult run(PythonProgram program, Consumer<? super Output> action) {
        Objects.requireNonNull(action, "action");
        try (PythonExecution execution = execute(program)) {
            return ResultCollector.collect(execution, action);
        }
    }

    /**
     * Starts a program and returns at once; what it does comes as events. Close what is returned: that stops the
     * program if it still runs.
     *
     * <pre>{@code
     * try (PythonExecution execution = client.execute(PythonProgram.of("for i in range(3): print(i)"))) {
     *     execution.forEach(System.out::println);
     * }
     * }</pre>
     */
    public PythonExecution execute(PythonProgram program) {
        return new PythonExecution(channel.execute(program, deadline));
    }

    /**
     * Starts a program and tells a listener what it does. Does not wait.
     *
     * <pre>{@code
     * ExecutionHandle handle = client.execute(PythonProgram.of("print(6 * 7)"), new ExecutionListener() {
     *     @Override
     *     public void onOutput(Output output) {
     *         System.out.print(output.text());
     *     }
     *
     *     @Override
     *     public void onFinished(ExecutionEvent.Finished finished) {
     *         System.out.println(finished.outcome());
     *     }
     *
     *     @Override
     *     public void onFailure(AgentCoreException failure) {
     *         System.err.println(failure.getMessage());
     *     }
     * });
     * }</pre>
     *
     * @return what stops it
     */
    public ExecutionHandle execute(PythonProgram program, ExecutionListener listener) {
        return ListenedExecution.start(channel.call(program, deadline), Objects.requireNonNull(listener, "listener"));
    }

    /** Runs code alone; see {@link #runAsync(PythonProgram)}. */
    public CompletableFuture<PythonResult> runAsync(String code) {
        return runAsync(PythonProgram.of(code));
    }

    /**
     * Runs a program as {@link #run(PythonProgram)} does, and does not wait. No thread is held while the program runs.
     *
     * <pre>{@code
     * client.runAsync("print(6 * 7)")
     *         .thenApply(PythonResult::orThrow)
     *         .thenAccept(result -> System.out.print(result.stdout()))
     *         .join();
     * }</pre>
     *
     * <p>Cancelling the future stops the program, and so does whatever else completes it early, such as
     * {@link CompletableFuture#orTimeout}. Stages that depend on it do not pass a cancellation up; that is the JDK's way.
     *
     * @return how the program ended, or {@link AgentCoreException} if the service failed; what depends on it runs on threads
     *     of the client's executor
     */
    public CompletableFuture<PythonResult> runAsync(PythonProgram program) {
        return FutureResult.start(channel.call(program, deadline));
    }

    /**
     * Publishes what a program does, by the rules of Reactive Streams: for Reactor, RxJava, Mutiny and others, which adapt a
     * {@link Flow.Publisher}. Each subscriber has a run of its own, which begins with its first
     * {@link Flow.Subscription#request}; its cancellation stops it. No event comes unasked: a program whose output is not
     * asked for is stopped at a {@code print}, when the buffers on the way are full, and that time counts as its wall time.
     *
     * <pre>{@code
     * client.publisher(PythonProgram.of("print(6 * 7)")).subscribe(new Flow.Subscriber<>() {
     *     private Flow.Subscription subscription;
     *
     *     @Override
     *     public void onSubscribe(Flow.Subscription subscription) {
     *         this.subscription = subscription;
     *         subscription.request(1);
     *     }
     *
     *     @Override
     *     public void onNext(ExecutionEvent event) {
     *         System.out.println(event);
     *         subscription.request(1);
     *     }
     *
     *     @Override
     *     public void onError(Throwable failure) {
     *         failure.printStackTrace();
     *     }
     *
     *     @Override
     *     public void onComplete() {
     *         System.out.println("that was all");
     *     }
     * });
     * }</pre>
     *
     * @return tells {@link AgentCoreException} by {@code onError} if the service failed
     */
    public Flow.Publisher<ExecutionEvent> publisher(PythonProgram program) {
        Objects.requireNonNull(program, "program");
        return new ExecutionPublisher(() -> channel.call(program, deadline));
    }

    /**
     * Asks what the server can do. Waits at most 10 s, or for the client's own deadline.
     *
     * @throws AgentCoreException if the service failed
     */
    public Capabilities capabilities() {
        return channel.capabilities(deadline);
    }

    /** Stops all programs that this client runs, and gives the connection back. Waits 5 s at most. Idempotent. */
    @Override
    public void close() {
        channel.close();
    }

    private static Duration requirePositive(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline must be positive: " + deadline);
        }
        return deadline;
    }

    /** Collects what a client needs to know. Not thread-safe. */
    public static final class Builder {
        private final Connection connection;
        private @Nullable Duration deadline;
        private RetryPolicy retry = RetryPolicy.none();

        private Builder(List<String> targets) {
            connection = new Connection(targets);
        }

        /** Encrypts the connection; believes a server whose certificate is signed by an authority that Java knows. */
        public Builder tls() {
            connection.encrypt();
            return this;
        }

        /**
         * Encrypts the connection, and believes a server whose certificate is signed by one of these, and by no other.
         *
         * @param authorities a file of certificates, in PEM
         * @throws IllegalArgumentException if it cannot be read
         */
        public Builder trustedAuthorities(Path authorities) {
            try {
                connection.trust(authorities);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("cannot read " + authorities, unreadable);
            }
            return this;
        }

        /**
         * Encrypts the connection, and tells the server by a certificate who calls.
         *
         * @param certificate the chain, in PEM
         * @param key its private key, in PEM (PKCS #8)
         * @throws IllegalArgumentException if one cannot be read
         */
        public Builder certificate(Path certificate, Path key) {
            try {
                connection.identify(certificate, key);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("cannot read " + certificate + " or " + key, unreadable);
            }
            return this;
        }

        /** Tells the server by a token who calls. Whoever can read the connection can read it: use TLS, or a loopback. */
        public Builder bearerToken(String token) {
            Objects.requireNonNull(token, "token");
            return bearerToken(() -> token);
        }

        /**
         * Tells the server by a token who calls, such as one that is renewed; see {@link #bearerToken(String)}.
         *
         * @param token asked for at each call and each attempt, by several threads; should not wait. What it throws, the call
         *     throws
         */
        public Builder bearerToken(Supplier<String> token) {
            Objects.requireNonNull(token, "token");
            connection.header("authorization", () -> "Bearer " + token.get());
            return this;
        }

        /**
         * Sends a header with each call, such as the one in which a server wants to have its tenant's name.
         *
         * @param name in small letters
         * @throws IllegalArgumentException if no header can be called so
         */
        public Builder header(String name, String value) {
            Objects.requireNonNull(value, "value");
            connection.header(name, () -> value);
            return this;
        }

        /**
         * Sets how long every call may take at most, in the place of the default that {@link AgentCoreClient} tells. A
         * program's wall time is shortened to what is left of it.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder deadline(Duration limit) {
            deadline = requirePositive(limit);
            return this;
        }

        /**
         * Sets the threads on which listeners and subscribers are called, and on which futures are completed; by default
         * gRPC's own, as many as are needed. It is not shut down with the client.
         */
        public Builder executor(Executor executor) {
            connection.executor(Objects.requireNonNull(executor, "executor"));
            return this;
        }

        /**
         * Has an interceptor see each call, and each further attempt of it in the caller's {@link io.grpc.Context}. The first one
         * given is the last to see a call before it is sent. OpenTelemetry's, of the library {@code
         * io.opentelemetry.instrumentation:opentelemetry-grpc-1.6}, makes a span of each call and has the server continue its
         * trace, of which the run is a part then:
         *
         * <pre>
         * .intercept(GrpcTelemetry.create(openTelemetry).createClientInterceptor())
         * </pre>
         */
        public Builder intercept(ClientInterceptor interceptor) {
            connection.intercept(Objects.requireNonNull(interceptor, "interceptor"));
            return this;
        }

        /**
         * Sets how large a message of the server's may be; by default 4 MiB, and no message of a server is larger.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder maximumMessageBytes(int bytes) {
            if (bytes <= 0) {
                throw new IllegalArgumentException("maximumMessageBytes must be positive: " + bytes);
            }
            connection.messageBytes(bytes);
            return this;
        }

        /**
         * Has runs tried again that have not run; by default they are not, since a caller that tries again too would multiply
         * the attempts.
         */
        public Builder retry(RetryPolicy policy) {
            retry = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** The client; see {@link AgentCoreClient#connect}. */
        public AgentCoreClient build() {
            return new AgentCoreClient(
                    ServiceChannel.over(connection.open(), retry, connection.singleTarget()), deadline);
        }
    }
}
