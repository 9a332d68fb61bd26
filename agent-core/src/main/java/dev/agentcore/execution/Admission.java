// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which runs wait, which have a slot, and which are refused. Tenants take turns ({@link WaitingRuns}); a run whose turn it is
 * and for which there is not enough memory holds up those behind it, so that none waits for ever for want of a moment with
 * few others.
 *
 * <p>A run that has been admitted leaves by exactly one of {@link #take}, {@link #withdraw}, {@link #awaitOverdue} and
 * {@link #close}; who gets it there, and nobody else, tells its sink. Nothing of a run is ever called under the lock.
 */
final class Admission {
    private final int slots;
    private final int queueCapacity;
    private final Duration maxQueueWait;
    private final Duration retryAfter;
    private final TenantLimits tenantLimits;
    private final long capacity;
    private final long requestCapacity;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final Condition closing = lock.newCondition();

    // Guarded by the lock. A run is in one of the three sets at most.
    private final WaitingRuns waiting = new WaitingRuns();
    private final Set<Run> running = new HashSet<>();
    private final Set<Run> ending = new HashSet<>();
    private final Map<Tenant, Integer> runningByTenant = new HashMap<>();
    private final TenantRates rates;
    private long claimed;
    private long held;
    private boolean draining;
    private boolean closed;

    /**
     * Nobody is in.
     *
     * @param capacity what all that have a slot may claim together, in bytes; one alone may claim more
     * @param requestCapacity what the requests of all that wait or run may hold together, in bytes; likewise
     */
    Admission(EngineSettings settings, long capacity, long requestCapacity) {
        this.capacity = capacity;
        this.requestCapacity = requestCapacity;
        slots = settings.slots();
        queueCapacity = settings.queueCapacity();
        maxQueueWait = settings.maxQueueWait();
        retryAfter = settings.retryAfter();
        tenantLimits = settings.tenantLimits();
        rates = new TenantRates(tenantLimits);
    }

    /**
     * What became of a run that wanted to be let in.
     *
     * @param refusal why it was not; null if it was
     * @param displaced one that waited, and does not any more so that this one can; null if there is none
     */
    record Verdict(@Nullable Refusal refusal, @Nullable Run displaced) {}

    /** Lets a run in, or says why not. */
    Verdict admit(Run run) {
        lock.lock();
        try {
            Tenant tenant = run.tenant();
            if (draining) {
                return refusal(Refusal.Reason.DRAINING, retryAfter);
            }
            // A slot that is free counts, though its thread may not have woken up yet.
            if (waiting.size(tenant) + running(tenant) >= tenantLimits.slots() + tenantLimits.queueCapacity()) {
                return refusal(Refusal.Reason.TENANT_QUEUE_FULL, retryAfter);
            }
            Run displaced = null;
            if (waiting.size() + running.size() >= slots + queueCapacity) {
                displaced = waiting.displaceableFor(tenant);
                if (displaced == null) {
                    return refusal(Refusal.Reason.QUEUE_FULL, retryAfter);
                }
            }
            long heldByOthers = displaced == null ? held : held - displaced.requestBytes();
            if (heldByOthers > 0 && run.requestBytes() > requestCapacity - heldByOthers) {
                return refusal(Refusal.Reason.QUEUE_FULL, retryAfter);
            }
            // The last of the checks: who is refused for another reason has not used up its rate.
            Duration early = rates.come(tenant, System.nanoTime());
            if (!early.isZero()) {
                return refusal(Refusal.Reason.TENANT_RATE, early);
            }
            if (displaced != null) {
                waiting.remove(displaced);
                held -= displaced.requestBytes();
            }
            held += run.requestBytes();
            waiting.add(run);
            work.signal();
            return new Verdict(null, displaced);
        } finally {
            lock.unlock();
        }
    }

    private static Verdict refusal(Refusal.Reason reason, Duration retryAfter) {
        return new Verdict(new Refusal(reason, retryAfter), null);
    }

    private int running(Tenant tenant) {
        return runningByTenant.getOrDefault(tenant, 0);
    }

    /** The next run for a slot; waits for one. Null once this is closed. */
    @Nullable
    Run take() {
        lock.lock();
        try {
            Run next = nextThatFits();
            while (!closed && next == null) {
                work.awaitUninterruptibly();
                next = nextThatFits();
            }
            if (closed || next == null) {
                return null;
            }
            waiting.take(next);
            running.add(next);
            runningByTenant.merge(next.tenant(), 1, Integer::sum);
            claimed += next.claim();
            // Whoever was woken may have room behind it for another.
            work.signal();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** A run's program is over, and its slot free for the next, though its sink has yet to hear of it. */
    void vacate(Run run) {
        lock.lock();
        try {
            release(run);
            ending.add(run);
        } finally {
            lock.unlock();
        }
    }

    /** A run's sink has heard everything. */
    void end(Run run) {
        lock.lock();
        try {
            release(run);
            ending.remove(run);
            signalIfIdle();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a run out of the queue. False if it is not there, or not any more. */
    boolean withdraw(Run run) {
        lock.lock();
        try {
            boolean found = waiting.remove(run);
            if (found) {
                held -= run.requestBytes();
            }
            work.signal();
            signalIfIdle();
            return found;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next run that has waited as long as it may, taken out of the queue; waits for one. Null once this is closed.
     *
     * <p>Runs come overdue in the order in which they came, since all may wait equally long. So it is enough to sleep
     * until the first is due; and when there is none, as long as a run may wait: one that comes meanwhile is due later.
     */
    @Nullable
    Run awaitOverdue() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                Run overdue = waiting.oldest();
                Duration left = overdue == null ? maxQueueWait : maxQueueWait.minus(overdue.age());
                if (overdue != null && !left.isPositive()) {
                    waiting.remove(overdue);
                    held -= overdue.requestBytes();
                    work.signal();
                    signalIfIdle();
                    return overdue;
                }
                closing.awaitNanos(left.toNanos());
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in from now on. */
    void drain() {
        lock.lock();
        try {
            draining = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no run waits, runs or ends, but no longer than {@code patience}. */
    void awaitIdle(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!isIdle() && left > 0) {
                left = idle.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Those that have a slot. */
    List<Run> running() {
        lock.lock();
        try {
            return List.copyOf(running);
        } finally {
            lock.unlock();
        }
    }

    /** Those that wait, and those that have a slot. */
    List<Run> all() {
        lock.lock();
        try {
            var all = new ArrayList<Run>(running);
            all.addAll(waiting.all());
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it: nobody is let in, and whoever waits in here for a run gets none. Returns those that waited in vain. */
    List<Run> close() {
        lock.lock();
        try {
            draining = true;
            closed = true;
            List<Run> left = waiting.clear();
            left.forEach(run -> held -= run.requestBytes());
            work.signalAll();
            closing.signalAll();
            signalIfIdle();
            return left;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Run nextThatFits() {
        Run next = waiting.next(tenant -> running(tenant) < tenantLimits.slots());
        boolean fits = next != null && (running.isEmpty() || next.claim() <= capacity - claimed);
        return fits ? next : null;
    }

    private void release(Run run) {
        if (running.remove(run)) {
            runningByTenant.computeIfPresent(run.tenant(), (tenant, count) -> count == 1 ? null : count - 1);
            claimed -= run.claim();
            held -= run.requestBytes();
            work.signal();
        }
    }

    private boolean isIdle() {
        return waiting.isEmpty() && running.isEmpty() && ending.isEmpty();
    }

    private void signalIfIdle() {
        if (isIdle()) {
            idle.signalAll();
        }
    }
}
