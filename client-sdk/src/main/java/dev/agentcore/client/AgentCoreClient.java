// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
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
 * A client of an agent-core server. Thread-safe: one client is enough for any number of concurrent executions. It owns its
 * connection, which is opened by the first call and reopened when it breaks. Close the client to close the connection.
 *
 * <pre>{@code
 * try (AgentCoreClient client = AgentCoreClient.connect("127.0.0.1:50051")) {
 *     System.out.print(client.run("print(6 * 7)").orThrow().stdout());
 * }
 * }</pre>
 *
 * <p><b>Five ways to run a program.</b> {@link #run} blocks and returns all output. {@link #execute(PythonProgram)} returns events
 * that a thread reads as they arrive. {@link #runAsync} is {@code run} with a future. {@link #execute(PythonProgram,
 * ExecutionListener)} and {@link #publisher} call the caller's code for each event. All of them have flow control: a slow reader
 * slows the program down. All of them can stop the program.
 *
 * <p><b>Deadline.</b> Every call has a deadline, and a server limits a program's wall time to the remaining time. By default the
 * deadline is the program's wall time limit, or 300 s if it has none, plus 60 s for queueing and the network.
 *
 * <p><b>Lost servers.</b> When a connection breaks, its calls fail at once with {@link ErrorCode#UNAVAILABLE}. After 20 s without
 * data from the server, the client sends an HTTP/2 ping; without an answer within 10 s, the connection counts as broken. A proxy
 * in between must allow a ping every 20 s; otherwise use {@link #fromChannel}.
 */
public final class AgentCoreClient implements AutoCloseable {
    private final ServiceChannel channel;
    private final @Nullable Duration deadline;

    private AgentCoreClient(ServiceChannel channel, @Nullable Duration deadline) {
        this.channel = channel;
        this.deadline = deadline;
    }

    /**
     * A client of the server at {@code target}, in plaintext and without credentials. Does not connect: if nothing listens there,
     * the first call fails.
     *
     * @param target {@code HOST:PORT}, {@code unix:/PATH} for a Unix domain socket, or any gRPC target; with {@code
     *     dns:///agent-core:50051}, calls are balanced (round robin) over all addresses of the name
     * @throws IllegalArgumentException if {@code target} is malformed
     */
    public static AgentCoreClient connect(String target) {
        return builder(target).build();
    }

    /**
     * A client with an existing channel, which the client owns and closes from now on. The channel should set {@code
     * keepAliveTime}: otherwise a call to a lost host waits until its deadline. {@link #withDeadline} and {@link #withRetry}
     * configure the client further.
     *
     * @param channel a channel to one or more servers, with the credentials that they require
     */
    public static AgentCoreClient fromChannel(ManagedChannel channel) {
        return new AgentCoreClient(ServiceChannel.over(channel, RetryPolicy.none(), false), null);
    }

    /**
     * A builder of a client with more configuration than {@link #connect}.
     *
     * <pre>{@code
     * AgentCoreClient client = AgentCoreClient.builder("localhost:50051", "localhost:50052")
     *         .bearerToken("secret")
     *         .deadline(Duration.ofMinutes(2))
     *         .retry(RetryPolicy.standard())
     *         .build();
     * }</pre>
     *
     * @param target as for {@link #connect}
     * @param more further servers, over which calls are balanced (round robin); then each must be {@code HOST:PORT}. Servers that
     *     cannot be reached are skipped
     * @throws IllegalArgumentException if there are several, and one is not {@code HOST:PORT}
     */
    public static Builder builder(String target, String... more) {
        List<String> targets = new ArrayList<>();
        targets.add(target);
        targets.addAll(List.of(more));
        return new Builder(targets);
    }

    /**
     * A builder of a client of several servers; see {@link #builder(String, String...)}.
     *
     * @param targets at least one
     * @throws IllegalArgumentException if there is none, or there are several and one is not {@code HOST:PORT}
     */
    public static Builder builder(List<String> targets) {
        return new Builder(targets);
    }

    /**
     * A client with another deadline for every call, for example for a few urgent calls. Both clients share the connection:
     * closing either of them closes it.
     *
     * <pre>{@code
     * PythonResult soon = client.withDeadline(Duration.ofSeconds(2)).run("print(6 * 7)");
     * }</pre>
     *
     * @param limit as for {@link Builder#deadline}
     * @throws IllegalArgumentException unless positive
     */
    public AgentCoreClient withDeadline(Duration limit) {
        return new AgentCoreClient(channel, requirePositive(limit));
    }

    /**
     * A client with this retry policy, as for {@link Builder#retry}. Both clients share the connection: closing either of them
     * closes it.
     */
    public AgentCoreClient withRetry(RetryPolicy policy) {
        return new AgentCoreClient(channel.withRetry(Objects.requireNonNull(policy, "policy")), deadline);
    }

    /** Runs code with the default settings; see {@link #run(PythonProgram)}. */
    public PythonResult run(String code) {
        return run(PythonProgram.of(code));
    }

    /**
     * Runs a program, waits for its end and returns all of its output. The output is held in memory: up to the program's {@link
     * PythonProgram#outputBytes()}. If the waiting thread is interrupted, the program is stopped, {@link ErrorCode#CANCELLED} is
     * thrown, and the thread's interrupt status stays set.
     *
     * @return how the program ended, successfully or not
     * @throws AgentCoreException if the service failed; it contains the output before the failure
     */
    public PythonResult run(PythonProgram program) {
        try (PythonExecution execution = execute(program)) {
            return ResultCollector.collect(execution);
        }
    }

    /**
     * Runs a program like {@link #run(PythonProgram)}, and passes its output to an action while it runs.
     *
     * <pre>{@code
     * PythonResult result = client.run(program, output -> System.out.print(output.text()));
     * }</pre>
     *
     * @param action called for each chunk, on the waiting thread; the program may have to wait for it. An exception of the action
     *     stops the program and is rethrown
     * @throws AgentCoreException if the service failed; it contains the output before the failure
     */
    public PythonResult run(PythonProgram program, Consumer<? super Output> action) {
        Objects.requireNonNull(action, "action");
        try (PythonExecution execution = execute(program)) {
            return ResultCollector.collect(execution, action);
        }
    }

    /**
     * Starts a program and returns at once. Close the returned execution, which stops the program if it is still running.
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
     * Starts a program and passes its events to a listener. Does not wait.
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
     * @return a handle to cancel the execution
     */
    public ExecutionHandle execute(PythonProgram program, ExecutionListener listener) {
        return ListenedExecution.start(channel.call(program, deadline), Objects.requireNonNull(listener, "listener"));
    }

    /** Runs code with the default settings; see {@link #runAsync(PythonProgram)}. */
    public CompletableFuture<PythonResult> runAsync(String code) {
        return runAsync(PythonProgram.of(code));
    }

    /**
     * Runs a program like {@link #run(PythonProgram)}, but does not wait. No thread is blocked while the program runs.
     *
     * <pre>{@code
     * client.runAsync("print(6 * 7)")
     *         .thenApply(PythonResult::orThrow)
     *         .thenAccept(result -> System.out.print(result.stdout()))
     *         .join();
     * }</pre>
     *
     * <p>Cancelling the future stops the program, as does any other early completion, such as {@link CompletableFuture#orTimeout}.
     * Cancelling a dependent stage does not, as always with {@link CompletableFuture}.
     *
     * @return how the program ended, or {@link AgentCoreException} if the service failed; dependent stages run on threads of the
     *     client's executor
     */
    public CompletableFuture<PythonResult> runAsync(PythonProgram program) {
        return FutureResult.start(channel.call(program, deadline));
    }

    /**
     * Publishes the events of a program as specified by Reactive Streams. Reactor, RxJava, Mutiny and others can adapt a {@link
     * Flow.Publisher}. Each subscription is a separate execution, which starts with the first {@link Flow.Subscription#request}
     * and is stopped by its cancellation. If no events are requested, the program blocks in a {@code print} once the buffers are
     * full, and that time counts as its wall time.
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
     * @return a publisher that signals {@link AgentCoreException} if the service failed
     */
    public Flow.Publisher<ExecutionEvent> publisher(PythonProgram program) {
        Objects.requireNonNull(program, "program");
        return new ExecutionPublisher(() -> channel.call(program, deadline));
    }

    /**
     * Returns the server's capabilities. Waits for at most 10 s, or for the client's deadline if it has one.
     *
     * @throws AgentCoreException if the service failed
     */
    public Capabilities capabilities() {
        return channel.capabilities(deadline);
    }

    /** Stops all programs of this client and closes the connection. Waits for at most 5 s. Idempotent. */
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

    /** Builds a client. Not thread-safe. */
    public static final class Builder {
        private final Connection connection;
        private @Nullable Duration deadline;
        private RetryPolicy retry = RetryPolicy.none();

        private Builder(List<String> targets) {
            connection = new Connection(targets);
        }

        /** Uses TLS, and trusts the JVM's default certificate authorities. */
        public Builder tls() {
            connection.encrypt();
            return this;
        }

        /**
         * Uses TLS, and trusts only these certificate authorities.
         *
         * @param authorities a file of certificates in PEM
         * @throws IllegalArgumentException if the file cannot be read
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
         * Uses TLS, and authenticates this client by a certificate (mutual TLS).
         *
         * @param certificate a file of the certificate chain in PEM
         * @param key a file of the private key in PEM (PKCS #8)
         * @throws IllegalArgumentException if a file cannot be read
         */
        public Builder certificate(Path certificate, Path key) {
            try {
                connection.identify(certificate, key);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("cannot read " + certificate + " or " + key, unreadable);
            }
            return this;
        }

        /** Authenticates this client by a bearer token. The token is readable on the network: use TLS or a loopback address. */
        public Builder bearerToken(String token) {
            Objects.requireNonNull(token, "token");
            return bearerToken(() -> token);
        }

        /**
         * Authenticates this client by a bearer token that may change; see {@link #bearerToken(String)}.
         *
         * @param token called for each attempt of each call; must be thread-safe and should not block. Its exceptions are thrown by
         *     the call
         */
        public Builder bearerToken(Supplier<String> token) {
            Objects.requireNonNull(token, "token");
            connection.header("authorization", () -> "Bearer " + token.get());
            return this;
        }

        /**
         * Adds a header to each call, such as the one that names the tenant.
         *
         * @param name the name in lower case
         * @throws IllegalArgumentException if the name is not a valid header name
         */
        public Builder header(String name, String value) {
            Objects.requireNonNull(value, "value");
            connection.header(name, () -> value);
            return this;
        }

        /**
         * Sets the deadline of every call, instead of the default of {@link AgentCoreClient}. A program's wall time is limited to
         * the remaining time.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder deadline(Duration limit) {
            deadline = requirePositive(limit);
            return this;
        }

        /**
         * Sets the executor that calls listeners and subscribers, and completes futures. By default gRPC's shared executor. It is
         * not shut down with the client.
         */
        public Builder executor(Executor executor) {
            connection.executor(Objects.requireNonNull(executor, "executor"));
            return this;
        }

        /**
         * Adds an interceptor, which is called for each attempt of each call, in the caller's {@link io.grpc.Context}. The first one
         * added is the last one called before the call is sent. OpenTelemetry's interceptor, in the library {@code
         * io.opentelemetry.instrumentation:opentelemetry-grpc-1.6}, creates a span for each call, and the server continues the
         * trace:
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
         * Sets the maximum size of a message from the server. By default 4 MiB, which is enough for every message.
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
         * Sets the retry policy. By default a client does not retry, because attempts would multiply if the caller retries, too.
         */
        public Builder retry(RetryPolicy policy) {
            retry = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** Builds the client. Does not connect. */
        public AgentCoreClient build() {
            return new AgentCoreClient(
                    ServiceChannel.over(connection.open(), retry, connection.singleTarget()), deadline);
        }
    }
}
