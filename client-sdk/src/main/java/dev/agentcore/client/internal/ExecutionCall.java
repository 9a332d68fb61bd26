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

/**
 * One call of ExecutePython: asks for messages only as told, so that a reader's pace becomes the guest's, and passes
 * them on as events. {@link #request} and {@link #cancel} may be called by any thread.
 */
final class ExecutionCall {
    private final ClientCall<ExecutePythonRequest, ExecutePythonResponse> call;
    private volatile boolean finished;

    ExecutionCall(ClientCall<ExecutePythonRequest, ExecutePythonResponse> call) {
        this.call = call;
    }

    void start(ExecutePythonRequest request, EventReceiver receiver) {
        call.start(new Listener(receiver), new Metadata());
        call.sendMessage(request);
        call.halfClose();
    }

    /** Lets {@code count} more events come. */
    void request(int count) {
        call.request(count);
    }

    void cancel(String why) {
        // After the result only the status is to come: a cancellation then would make a failure of a good call in the
        // server's books.
        if (!finished) {
            call.cancel(why, null);
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
                // Nothing that a reader could consume: what it asked for is still owed.
                call.request(1);
                return;
            }
            if (event.get() instanceof ExecutionEvent.Started started) {
                executionId = started.executionId();
            } else if (event.get() instanceof ExecutionEvent.Finished) {
                finished = true;
            }
            receiver.event(event.get());
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            receiver.ended(failure(status, trailers));
        }

        private @Nullable AgentCoreException failure(Status status, Metadata trailers) {
            if (finished) {
                // How the run ended has been told; a connection that broke after that takes nothing away from it.
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
