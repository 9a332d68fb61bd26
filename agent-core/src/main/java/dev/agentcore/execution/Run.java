// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request on its way through the engine. */
final class Run {
    private final ExecutionRequest request;
    private final EventSink sink;
    private final long claim;
    private final CancellationSource cancellation = new CancellationSource();
    private final AtomicReference<@Nullable Consumer<EventSink>> endUnlessBegun = new AtomicReference<>();
    private final long submittedNanos = System.nanoTime();
    private volatile long startedNanos;
    private volatile boolean started;

    /** @param claim what its sandbox can take of this process's memory, in bytes */
    Run(ExecutionRequest request, EventSink sink, long claim) {
        this.request = request;
        this.sink = sink;
        this.claim = claim;
    }

    Tenant tenant() {
        return request.tenant();
    }

    long claim() {
        return claim;
    }

    /** What its request holds of this process's memory, in bytes. */
    long requestBytes() {
        return request.program().bytes();
    }

    EventSink sink() {
        return sink;
    }

    /** How long ago it was submitted. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - submittedNanos);
    }

    ExecutionId id() {
        return request.id();
    }

    /** As operators see it. */
    ActiveExecution active() {
        return new ActiveExecution(
                request.id(),
                request.tenant(),
                request.labels(),
                request.limits(),
                age(),
                started ? Duration.ofNanos(System.nanoTime() - startedNanos) : null);
    }

    /**
     * Stops the program, or keeps it from being begun.
     *
     * @param unlessBegun how the run ends if its program has not begun, and nobody said so before
     */
    void stop(Consumer<EventSink> unlessBegun) {
        endUnlessBegun.compareAndSet(null, unlessBegun);
        cancellation.request();
    }

    /**
     * Runs the program in a sandbox of its own, on this thread.
     *
     * @return what the sink is to be told as the last thing, once the slot is free
     */
    Consumer<EventSink> execute(PythonRuntime runtime) {
        Duration queueTime = age();
        startedNanos = System.nanoTime();
        started = true;
        var early = earlyEnd();
        if (early != null) {
            return early;
        }
        // Throwable, because whatever comes out of a sandbox must end this run and not the slot.
        ExecutionRequest inForce = request.beginningNow();
        try (var sandbox = runtime.open(inForce)) {
            early = earlyEnd();
            if (early != null) {
                return early;
            }
            sink.started(inForce, runtime.image(inForce.image()).interpreter());
            ExecutionResult result = sandbox.runAndFinish(
                    inForce.runSpec(), new RunIo(inForce.program().stdin(), sink, cancellation));
            deliverFiles(sandbox);
            ExecutionResult complete = result.withUsage(result.usage().withQueueTime(queueTime));
            return end -> end.finished(complete);
        } catch (Throwable defect) {
            return end -> end.failed(defect);
        }
    }

    private void deliverFiles(Sandbox sandbox) {
        try {
            sandbox.deliverFiles(request.program().outputPaths(), sink);
        } catch (InterruptedException unwanted) {
            // The caller has gone; the slot's thread is not interrupted for anything else.
            return;
        }
    }

    private @Nullable Consumer<EventSink> earlyEnd() {
        return request.overdue() ? EventSink::abandoned : endUnlessBegun.get();
    }
}
