// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import dev.agentcore.client.Capabilities;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.RetryPolicy;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutionServiceGrpc;
import dev.agentcore.v1.GetCapabilitiesRequest;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A channel to a server, and its calls. Thread-safe. */
public final class ServiceChannel implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final ManagedChannel channel;

    private final RetryPolicy retry;
    private final boolean singleTarget;

    private ServiceChannel(ManagedChannel channel, RetryPolicy retry, boolean singleTarget) {
        this.channel = channel;
        this.retry = retry;
        this.singleTarget = singleTarget;
    }

    /**
     * Uses a channel, and owns it.
     *
     * @param singleTarget whether all calls reach the same server
     */
    public static ServiceChannel over(ManagedChannel channel, RetryPolicy retry, boolean singleTarget) {
        return new ServiceChannel(channel, retry, singleTarget);
    }

    /** The same channel with another retry policy. */
    public ServiceChannel withRetry(RetryPolicy other) {
        return new ServiceChannel(channel, other, singleTarget);
    }

    /** Starts a program for a blocking reader. A null deadline means the default. */
    public EventSource execute(PythonProgram program, @Nullable Duration deadline) {
        // Events are passed on by the network thread, because the receiver only adds them to a queue, which never
        // blocks.
        return BlockingEvents.start(call(program, deadline, CallOptions.DEFAULT.withExecutor(Runnable::run)));
    }

    /**
     * A call that the caller must start. Events are delivered on threads of the channel's executor. A null deadline means the
     * default.
     */
    public ProgramCall call(PythonProgram program, @Nullable Duration deadline) {
        return call(program, deadline, CallOptions.DEFAULT);
    }

    private ProgramCall call(PythonProgram program, @Nullable Duration chosen, CallOptions options) {
        ExecutePythonRequest request = Requests.toWire(program);
        return new RetriedCall(
                (attempt, deadline) -> new ExecutionCall(
                        channel.newCall(
                                ExecutionServiceGrpc.getExecutePythonMethod(),
                                options.withDeadline(deadline).withStreamTracerFactory(attempt)),
                        request),
                new RetryDecision(
                        retry,
                        singleTarget && program.requestId().isPresent(),
                        () -> ThreadLocalRandom.current().nextDouble()),
                Deadlines.ofRun(program, chosen),
                channel::isShutdown);
    }

    /** Requests the capabilities. A null deadline means the default. */
    public Capabilities capabilities(@Nullable Duration deadline) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(
                Deadlines.ofQuestion(deadline).toNanos(), TimeUnit.NANOSECONDS);
        try {
            return Events.capabilities(ClientCalls.blockingUnaryCall(
                    channel,
                    ExecutionServiceGrpc.getGetCapabilitiesMethod(),
                    options,
                    GetCapabilitiesRequest.getDefaultInstance()));
        } catch (StatusRuntimeException failure) {
            throw Failures.fromStatus(failure.getStatus(), failure.getTrailers(), null);
        }
    }

    /** Ends all calls and closes the channel. */
    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
