// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import dev.agentcore.client.internal.EventReceiver;
import dev.agentcore.client.internal.ProgramCall;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Collects the events of a call into a future. */
final class FutureResult implements EventReceiver {
    private final CompletableFuture<PythonResult> future = new CompletableFuture<>();
    private final ResultCollector collector = new ResultCollector();

    private FutureResult() {}

    static CompletableFuture<PythonResult> start(ProgramCall call) {
        FutureResult result = new FutureResult();
        // However the future is completed, by cancellation, a timeout or the caller: the run is then not needed any
        // more.
        // Cancelling a run that has ended has no effect.
        CompletableFuture<?> unused = result.future.whenComplete((value, failure) -> call.cancel("no longer wanted"));
        // No flow control: all output is collected, and the output limit bounds it.
        call.request(Long.MAX_VALUE);
        call.start(result);
        return result.future;
    }

    @Override
    public void event(ExecutionEvent event) {
        if (!future.isDone()) {
            collector.add(event);
        }
    }

    @Override
    public void ended(@Nullable AgentCoreException failure) {
        if (failure != null) {
            future.completeExceptionally(collector.withOutput(failure));
            return;
        }
        try {
            future.complete(collector.result());
        } catch (AgentCoreException incomplete) {
            future.completeExceptionally(incomplete);
        }
    }
}
