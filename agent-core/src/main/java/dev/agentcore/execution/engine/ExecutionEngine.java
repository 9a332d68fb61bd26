// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import dev.agentcore.execution.ActiveExecution;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvents;
import dev.agentcore.execution.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs requests in slots. A run waits in a bounded queue until a slot is free and the budget has memory for its sandbox, or
 * until the queue timeout. Thread-safe.
 *
 * <p>Each slot is a platform thread with a stack deep enough for the interpreter's recursion.
 */
public final class ExecutionEngine implements AutoCloseable {
    /** How long a cancelled program may take to stop before {@link #drain} returns without it. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final PythonRuntime runtime;
    private final EngineSettings settings;
    private final Ticker ticker;
    private final Admission admission;

    /**
     * Starts the slots' threads, as daemons.
     *
     * @param runtime runs the programs; owned by the caller, who closes it after the engine
     * @param budget grants memory for requests ({@link MemoryBudget.Purpose#REQUEST}) and sandboxes
     *     ({@link MemoryBudget.Purpose#RUN})
     * @param ticker measures queue times, deadlines and rates
     */
    public ExecutionEngine(PythonRuntime runtime, EngineSettings settings, MemoryBudget budget, Ticker ticker) {
        this.runtime = runtime;
        this.settings = settings;
        this.ticker = ticker;
        admission = new Admission(settings, budget, ticker);
        Thread.ofPlatform().daemon().name("agent-core-queue").start(this::rejectOverdue);
        var slotThreads =
                Thread.ofPlatform().daemon().name("agent-core-slot-", 1).stackSize(settings.guestStackBytes());
        for (int slot = 0; slot < settings.slots(); slot++) {
            slotThreads.start(this::serve);
        }
    }

    /**
     * Submits a request. Returns at once; the run reports to {@code events}.
     *
     * @param request what to run
     * @param events receives the run's events on a slot's thread. The end of a run that never got a slot arrives on the
     *     current thread, on a thread of the engine, on the thread of a caller whose run took its place in the queue, or on
     *     the thread that requests the cancellation
     * @param cancellation takes the run out of the queue, or stops its program
     */
    public void submit(ExecutionRequest request, RunEvents events, Cancellation cancellation) {
        var run = new Run(request, events, runtime.claim(request.limits()), ticker);
        cancellation.onRequest(() -> cancel(run));
        Admission.Verdict verdict = admission.admit(run);
        if (verdict.displaced() != null) {
            reject(verdict.displaced(), new Rejection.QueueFull(settings.retryAfter()));
        }
        Rejection rejection = verdict.rejection();
        if (rejection != null) {
            reject(run, rejection);
        } else if (cancellation.requested()) {
            // It may have been requested before the run was in the queue.
            cancel(run);
        }
    }

    /** The guest images that programs can run in; the first is the default. */
    public List<PythonImage> images() {
        return runtime.images();
    }

    /** The forms in which the value of a program's last expression can be returned. */
    public Set<ResultFormat> resultFormats() {
        return runtime.resultFormats();
    }

    /** The number of slots. */
    public int slots() {
        return settings.slots();
    }

    /** The number of runs that have a slot now. */
    public int running() {
        return admission.running().size();
    }

    /** The number of runs that are queued now. */
    public int waiting() {
        return admission.queued();
    }

    /** The number of sandboxes that are prepared now. */
    public int prepared() {
        return runtime.prepared();
    }

    /** The number of runs that may be queued. */
    public int queueCapacity() {
        return settings.queueCapacity();
    }

    /** The runs that are queued or have a slot now, in no order. */
    public List<ActiveExecution> active() {
        return admission.all().stream().map(Run::active).toList();
    }

    /**
     * Stops an execution that is queued or running: it ends by {@link Rejection.CancelledByOperator}, or its program ends as
     * {@link Outcome#CANCELLED}.
     *
     * @return whether an execution of that id is queued or running
     */
    public boolean cancel(ExecutionId id) {
        Optional<Run> found =
                admission.all().stream().filter(run -> run.id().equals(id)).findFirst();
        found.ifPresent(run -> {
            var end = new RunEnd.Rejected(new Rejection.CancelledByOperator());
            run.stop(end);
            if (admission.withdraw(run)) {
                end(run, end);
            }
        });
        return found.isPresent();
    }

    /**
     * Rejects new requests, waits for queued and running ones, and stops the engine. After the timeout, or if the current
     * thread is interrupted, rejects the runs that are still queued and cancels those that are running. All ends have been
     * delivered when this returns, except those of programs that have not stopped 5 s after their cancellation. May be
     * called again.
     *
     * @param timeout how long to wait; zero or less does not wait
     */
    public void drain(Duration timeout) {
        admission.drain();
        boolean interrupted = awaitIdle(timeout);
        var draining = new RunEnd.Rejected(new Rejection.Draining(settings.retryAfter()));
        admission.close().forEach(run -> end(run, draining));
        admission.running().forEach(run -> run.stop(draining));
        interrupted |= awaitIdle(STOP_TIMEOUT);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Drains without waiting. */
    @Override
    public void close() {
        drain(Duration.ZERO);
    }

    /** Returns whether the thread was interrupted meanwhile. Clears the interruption. */
    private boolean awaitIdle(Duration timeout) {
        try {
            admission.awaitIdle(timeout);
            return false;
        } catch (InterruptedException interruption) {
            return true;
        }
    }

    private void cancel(Run run) {
        var abandoned = new RunEnd.Abandoned();
        run.stop(abandoned);
        if (admission.withdraw(run)) {
            end(run, abandoned);
        }
    }

    private static void reject(Run run, Rejection rejection) {
        end(run, new RunEnd.Rejected(rejection));
    }

    private void rejectOverdue() {
        boolean open = true;
        while (open) {
            try {
                open = rejectNextOverdue();
            } catch (InterruptedException ignored) {
                // Nobody interrupts this thread. If it ended all the same, runs could stay in the queue for ever.
            }
        }
    }

    // This and serveNext are separate methods, so that a thread that waits for its next run does not keep the previous
    // run's request in memory.
    private boolean rejectNextOverdue() throws InterruptedException {
        Run run = admission.awaitOverdue();
        if (run == null) {
            return false;
        }
        reject(run, new Rejection.QueueTimeout(settings.retryAfter()));
        return true;
    }

    private void serve() {
        boolean open = true;
        while (open) {
            open = serveNext();
        }
    }

    private boolean serveNext() {
        Run run = admission.take();
        if (run == null) {
            return false;
        }
        try {
            RunEnd end = run.execute(runtime);
            Thread.interrupted();
            // Before the end is delivered, so that a caller who has a result finds the slot free.
            admission.vacate(run);
            end(run, end);
        } finally {
            admission.end(run);
        }
        return true;
    }

    /** Delivers a run's end. A receiver that throws, against its contract, must not end the thread. */
    private static void end(Run run, RunEnd end) {
        try {
            run.events().end(end);
        } catch (RuntimeException | Error error) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
        }
    }
}
