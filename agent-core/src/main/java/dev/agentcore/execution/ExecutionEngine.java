// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs requests in slots: so many at a time, as far as there is memory for what they may take; so many waiting, none
 * waiting longer than it may.
 *
 * <p>Each slot is a platform thread with a stack deep enough for the interpreter's recursion. Safe for use by many
 * threads.
 */
public final class ExecutionEngine implements AutoCloseable {
    /** How long a program that was cancelled may take to stop before the engine gives it up. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final PythonRuntime runtime;
    private final EngineSettings settings;
    private final Admission admission;

    /**
     * Starts the slots' threads, all daemons.
     *
     * @param runtime what runs the programs; stays the caller's, who closes it after the engine
     */
    public ExecutionEngine(PythonRuntime runtime, EngineSettings settings) {
        this.runtime = runtime;
        this.settings = settings;
        admission = new Admission(settings, runtime.capacity(), runtime.requestCapacity());
        Thread.ofPlatform().daemon().name("agent-core-queue").start(this::refuseOverdue);
        var slotThreads =
                Thread.ofPlatform().daemon().name("agent-core-slot-", 1).stackSize(settings.guestStackBytes());
        for (int slot = 0; slot < settings.slots(); slot++) {
            slotThreads.start(this::serve);
        }
    }

    /**
     * Has a request run as soon as a slot is free. Returns at once; the sink hears what becomes of it.
     *
     * @param request what to run
     * @param sink hears of it: on a slot's thread; if refused, on this one, on one of the engine's or on that of a caller
     *     who takes its place in the queue; if abandoned, on any
     *     of these or on the one that asks for the cancellation
     * @param cancellation takes it out of the queue, or stops it
     */
    public void submit(ExecutionRequest request, EventSink sink, Cancellation cancellation) {
        var run = new Run(request, sink, runtime.claim(request.limits()));
        cancellation.onRequest(() -> cancel(run));
        Admission.Verdict verdict = admission.admit(run);
        if (verdict.displaced() != null) {
            refuse(verdict.displaced(), Refusal.Reason.QUEUE_FULL);
        }
        Refusal refusal = verdict.refusal();
        if (refusal != null) {
            tell(run, end -> end.refused(refusal));
        } else if (cancellation.requested()) {
            // It may have been asked for when the run was not yet in the queue to be taken out.
            cancel(run);
        }
    }

    /** What runs the programs. */
    public Interpreter interpreter() {
        return runtime.interpreter();
    }

    /** In what forms a program's value can be told. */
    public Set<ResultFormat> resultFormats() {
        return runtime.resultFormats();
    }

    /** How many programs run at the same time. */
    public int slots() {
        return settings.slots();
    }

    /** How many programs run now. */
    public int running() {
        return admission.running().size();
    }

    /** How many requests wait now. */
    public int waiting() {
        return admission.waiting();
    }

    /** How many sandboxes are prepared now. */
    public int prepared() {
        return runtime.prepared();
    }

    /** How many requests may wait. */
    public int queueCapacity() {
        return settings.queueCapacity();
    }

    /** Those that wait or run now, in no order. */
    public List<ActiveExecution> active() {
        return admission.all().stream().map(Run::active).toList();
    }

    /**
     * Stops an execution that waits or runs: then its sink is refused, for {@link Refusal.Reason#OPERATOR}, or hears that
     * its program ended as {@link Outcome#CANCELLED}.
     *
     * @return whether there is one of that name
     */
    public boolean cancel(ExecutionId id) {
        Optional<Run> found =
                admission.all().stream().filter(run -> run.id().equals(id)).findFirst();
        found.ifPresent(run -> {
            Consumer<EventSink> ending = refusal(Refusal.Reason.OPERATOR);
            run.stop(ending);
            if (admission.withdraw(run)) {
                tell(run, ending);
            }
        });
        return found.isPresent();
    }

    /**
     * Refuses new requests, waits for those that wait or run, and ends the engine. When patience is over, or the current
     * thread is interrupted, those that still wait are refused and those that run are cancelled; their results are
     * delivered before this returns, unless a program has still not stopped 5 s later. May be called again.
     *
     * @param patience how long to wait; zero or less is not at all
     */
    public void drain(Duration patience) {
        admission.drain();
        boolean interrupted = awaitIdle(patience);
        admission.close().forEach(run -> refuse(run, Refusal.Reason.DRAINING));
        admission.running().forEach(run -> run.stop(refusal(Refusal.Reason.DRAINING)));
        interrupted |= awaitIdle(STOP_PATIENCE);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Drains without patience. */
    @Override
    public void close() {
        drain(Duration.ZERO);
    }

    /** Returns whether the thread was interrupted while it waited, which it is no longer. */
    private boolean awaitIdle(Duration patience) {
        try {
            admission.awaitIdle(patience);
            return false;
        } catch (InterruptedException impatient) {
            return true;
        }
    }

    private void cancel(Run run) {
        run.stop(EventSink::abandoned);
        if (admission.withdraw(run)) {
            tell(run, EventSink::abandoned);
        }
    }

    private void refuse(Run run, Refusal.Reason reason) {
        tell(run, refusal(reason));
    }

    private Consumer<EventSink> refusal(Refusal.Reason reason) {
        return sink -> sink.refused(new Refusal(reason, settings.retryAfter()));
    }

    private void refuseOverdue() {
        boolean open = true;
        while (open) {
            try {
                open = refuseNextOverdue();
            } catch (InterruptedException ignored) {
                // The thread is ours and nobody interrupts it; but were it to end, calls could wait for ever.
            }
        }
    }

    // This and serveNext are methods of their own, so that a thread that waits for its next run does not keep the last
    // one's request in memory.
    private boolean refuseNextOverdue() throws InterruptedException {
        Run run = admission.awaitOverdue();
        if (run == null) {
            return false;
        }
        refuse(run, Refusal.Reason.QUEUE_TIMEOUT);
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
            Consumer<EventSink> ending = run.execute(runtime);
            Thread.interrupted();
            // Before the sink hears of it, so that who has a result finds the slot free.
            admission.vacate(run);
            tell(run, ending);
        } finally {
            admission.end(run);
        }
        return true;
    }

    /** Tells a run's sink how it ended; one that throws against its contract must cost us neither thread nor slot. */
    private static void tell(Run run, Consumer<EventSink> ending) {
        try {
            ending.accept(run.sink());
        } catch (RuntimeException | Error defect) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, defect);
        }
    }
}
