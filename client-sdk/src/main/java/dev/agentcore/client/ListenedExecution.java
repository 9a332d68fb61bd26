// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import dev.agentcore.client.internal.EventReceiver;
import dev.agentcore.client.internal.ProgramCall;
import org.jspecify.annotations.Nullable;

/** Passes the events of a call to a listener, and requests the next one when the listener has returned. */
final class ListenedExecution implements EventReceiver, ExecutionHandle {
    private final ProgramCall call;
    private final ExecutionListener listener;
    private final TextContinuity continuity = new TextContinuity();
    private @Nullable Throwable thrown;
    private boolean finished;

    private ListenedExecution(ProgramCall call, ExecutionListener listener) {
        this.call = call;
        this.listener = listener;
    }

    static ExecutionHandle start(ProgramCall call, ExecutionListener listener) {
        ListenedExecution execution = new ListenedExecution(call, listener);
        call.request(ProgramCall.AHEAD);
        call.start(execution);
        return execution;
    }

    @Override
    public void cancel() {
        call.cancel("cancelled by the client");
    }

    @Override
    public void event(ExecutionEvent event) {
        if (thrown != null) {
            return;
        }
        try {
            tell(continuity.continued(event));
        } catch (RuntimeException | Error broken) {
            thrown = broken;
            call.cancel("the client's listener threw");
        }
        call.request(1);
    }

    @Override
    public void ended(@Nullable AgentCoreException failure) {
        if (finished) {
            return;
        }
        if (thrown != null) {
            listener.onFailure(
                    AgentCoreException.builder(ErrorCode.CANCELLED, "CANCELLED: the listener threw " + thrown)
                            .cause(thrown)
                            .build());
        } else if (failure != null) {
            listener.onFailure(failure);
        }
    }

    private void tell(ExecutionEvent event) {
        if (event instanceof Output output) {
            listener.onOutput(output);
        } else if (event instanceof OutputFile file) {
            listener.onFile(file);
        } else if (event instanceof ExecutionEvent.Started started) {
            listener.onStarted(started);
        } else if (event instanceof ExecutionEvent.Finished end) {
            finished = true;
            listener.onFinished(end);
        }
    }
}
