// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import dev.agentcore.execution.ActiveExecution;
import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.MemoryClaim;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.RunEvents;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One request on its way through the engine. Thread-safe, except for {@link #execute}, which one thread calls once. */
final class Run {
    private final ExecutionRequest request;
    private final RunEvents events;
    private final MemoryClaim claim;
    private final Ticker ticker;
    private final CancellationSource cancellation = new CancellationSource();
    private final AtomicReference<@Nullable RunEnd> endUnlessStarted = new AtomicReference<>();
    private final long submittedNanos;
    private volatile long startedNanos;
    private volatile boolean started;

    /** @param claim the most memory that its sandbox can take */
    Run(ExecutionRequest request, RunEvents events, MemoryClaim claim, Ticker ticker) {
        this.request = request;
        this.events = events;
        this.claim = claim;
        this.ticker = ticker;
        submittedNanos = ticker.nanos();
    }

    Tenant tenant() {
        return request.tenant();
    }

    /** The most of the heap that its sandbox can take, in bytes. */
    MemoryClaim claim() {
        return claim;
    }

    /** The part of the heap that its request takes, in bytes. */
    long requestBytes() {
        return request.program().bytes();
    }

    RunEvents events() {
        return events;
    }

    /** The time since it was submitted. */
    Duration age() {
        return ticker.since(submittedNanos);
    }

    ExecutionId id() {
        return request.id();
    }

    /** What operators see of it. */
    ActiveExecution active() {
        return new ActiveExecution(
                request.id(),
                request.tenant(),
                request.labels(),
                request.limits(),
                age(),
                started ? ticker.since(startedNanos) : null);
    }

    /**
     * Stops the program, or prevents its start.
     *
     * @param unlessStarted how the run ends if its program has not started; only the first call's counts
     */
    void stop(RunEnd unlessStarted) {
        endUnlessStarted.compareAndSet(null, unlessStarted);
        cancellation.request();
    }

    /**
     * Runs the program in a new sandbox, on this thread.
     *
     * @return how the run ended; to be delivered once the slot is free
     */
    RunEnd execute(PythonRuntime runtime) {
        Duration queueTime = age();
        startedNanos = ticker.nanos();
        started = true;
        RunEnd early = earlyEnd();
        if (early != null) {
            return early;
        }
        // Throwable: whatever a sandbox throws must end this run, not the slot's thread.
        ExecutionRequest inForce = request.startingNow(ticker);
        boolean programStarted = false;
        try (var sandbox = runtime.open(inForce)) {
            early = earlyEnd();
            if (early != null) {
                return early;
            }
            events.next(
                    new RunEvent.Started(inForce, runtime.image(inForce.image()).interpreter()));
            programStarted = true;
            ExecutionResult result = sandbox.runAndFinish(
                    inForce.runSpec(), new RunIo(inForce.program().stdin(), this::output, cancellation));
            deliverFiles(sandbox);
            return new RunEnd.Finished(result.withUsage(result.usage().withQueueTime(queueTime)));
        } catch (Throwable error) {
            return new RunEnd.Failed(request.id(), error, programStarted);
        }
    }

    private void output(OutputStreamName stream, byte[] data, long offset) throws InterruptedException {
        events.next(new RunEvent.Output(stream, data, offset));
    }

    private void deliverFiles(Sandbox sandbox) {
        try {
            sandbox.deliverFiles(request.program().outputPaths(), piece -> events.next(new RunEvent.File(piece)));
        } catch (InterruptedException cancelled) {
            // The caller has gone away. Nothing else interrupts a slot's thread here.
            return;
        }
    }

    private @Nullable RunEnd earlyEnd() {
        return request.isOverdue(ticker) ? new RunEnd.Abandoned() : endUnlessStarted.get();
    }
}
