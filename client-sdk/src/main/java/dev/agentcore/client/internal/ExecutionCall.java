// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of ExecutePython. Requests messages only on demand, and passes them on as events. Thread-safe. */
final class ExecutionCall implements ProgramCall {
    private final ClientCall<ExecutePythonRequest, ExecutePythonResponse> call;
    private final ExecutePythonRequest request;
    private final Demand demand = new Demand();
    private int coming;
    private boolean started;
    private @Nullable String cancelled;
    private volatile boolean finished;

    ExecutionCall(ClientCall<ExecutePythonRequest, ExecutePythonResponse> call, ExecutePythonRequest request) {
        this.call = call;
        this.request = request;
    }

    @Override
    public void start(EventReceiver receiver) {
        call.start(new Listener(receiver), new Metadata());
        call.sendMessage(request);
        call.halfClose();
        String why;
        synchronized (this) {
            started = true;
            why = cancelled;
        }
        if (why == null) {
            ask(0);
        } else {
            call.cancel(why, null);
        }
    }

    @Override
    public void request(long count) {
        demand.add(count);
        ask(0);
    }

    @Override
    public void cancel(String why) {
        synchronized (this) {
            cancelled = why;
            if (!started) {
                return;
            }
        }
        // After the result only the status is missing. A cancellation would make the server count a successful call as
        // cancelled.
        if (!finished) {
            call.cancel(why, null);
        }
    }

    /** Passes the demand on to gRPC, which counts in ints. */
    private void ask(int came) {
        int more;
        synchronized (this) {
            coming -= came;
            more = started ? demand.take(Integer.MAX_VALUE - coming) : 0;
            coming += more;
        }
        if (more > 0) {
            call.request(more);
        }
    }

    private final class Listener extends ClientCall.Listener<ExecutePythonResponse> {
        private final EventReceiver receiver;
        private @Nullable String executionId;

        Listener(EventReceiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void onMessage(ExecutePythonResponse message) {
            Optional<ExecutionEvent> event = Events.fromWire(message);
            if (event.isEmpty()) {
                // No event for the reader, whose demand stays the same.
                call.request(1);
                return;
            }
            if (event.get() instanceof ExecutionEvent.Started first) {
                executionId = first.executionId();
            } else if (event.get() instanceof ExecutionEvent.Finished) {
                finished = true;
            }
            receiver.event(event.get());
            ask(1);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            receiver.ended(failure(status, trailers));
        }

        private @Nullable AgentCoreException failure(Status status, Metadata trailers) {
            if (finished) {
                // The result has been delivered, so a connection that breaks afterwards does not matter.
                return null;
            }
            if (status.isOk()) {
                return AgentCoreException.builder(ErrorCode.INTERNAL, "INTERNAL: the stream ended without a result")
                        .executionId(executionId)
                        .build();
            }
            return Failures.fromStatus(status, trailers, executionId);
        }
    }
}
