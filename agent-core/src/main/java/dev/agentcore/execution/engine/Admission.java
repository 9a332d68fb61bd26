// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import dev.agentcore.execution.MemoryClaim;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.Ticker;
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
 * Decides which runs are queued, which have a slot, and which are rejected. Thread-safe.
 *
 * <p>Tenants take turns ({@link FairQueue}). If there is not enough memory for the run whose turn it is, the runs behind it
 * wait too: otherwise small runs could starve a large one.
 *
 * <p>An admitted run leaves by exactly one of {@link #take}, {@link #withdraw}, {@link #pollOverdue} and {@link #close}. The
 * thread that gets it there, and no other, ends it. No method of a run's {@link Run#events} is called under the lock.
 */
final class Admission {
    private final int slots;
    private final int queueCapacity;
    private final Duration maxQueueWait;
    private final Duration retryAfter;
    private final TenantLimits tenantLimits;
    private final MemoryBudget budget;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final Condition closing = lock.newCondition();

    // Guarded by the lock. A run is in at most one of the three sets.
    private final FairQueue queue = new FairQueue();
    private final Map<Run, RunMemory> running = new HashMap<>();
    private final Set<Run> ending = new HashSet<>();
    private final Map<Run, MemoryBudget.Lease> requests = new HashMap<>();
    private final Map<Tenant, Integer> runningByTenant = new HashMap<>();
    private final TenantRateLimiter rates;
    private boolean draining;
    private boolean closed;

    /** @param budget grants memory for queued and running requests, and for the sandboxes of running ones */
    Admission(EngineSettings settings, MemoryBudget budget, Ticker ticker) {
        this.budget = budget;
        slots = settings.slots();
        queueCapacity = settings.queueCapacity();
        maxQueueWait = settings.maxQueueWait();
        retryAfter = settings.retryAfter();
        tenantLimits = settings.tenantLimits();
        rates = new TenantRateLimiter(tenantLimits, ticker);
    }

    /**
     * The answer to a run that asks for admission.
     *
     * @param rejection why it is rejected; null if it is admitted
     * @param displaced a run that has left the queue to make room for it; null if there is none
     */
    record Verdict(@Nullable Rejection rejection, @Nullable Run displaced) {}

    /** What a running program has reserved. */
    private record RunMemory(MemoryBudget.Lease heap, MemoryBudget.Lease outside) {
        void close() {
            heap.close();
            outside.close();
        }
    }

    /** Queues a run, or rejects it. */
    Verdict admit(Run run) {
        lock.lock();
        try {
            Tenant tenant = run.tenant();
            if (draining) {
                return rejected(new Rejection.Draining(retryAfter));
            }
            // A free slot counts, though its thread may not have woken up yet.
            int active = queue.size(tenant) + running(tenant);
            int quota = tenantLimits.slots() + tenantLimits.queueCapacity();
            if (active >= quota) {
                return rejected(new Rejection.TenantQueueFull(active, quota, retryAfter));
            }
            Run displaced = null;
            if (queue.size() + running.size() >= slots + queueCapacity) {
                displaced = queue.displaceableFor(tenant);
                if (displaced == null) {
                    return rejected(new Rejection.QueueFull(retryAfter));
                }
            }
            Duration early = rates.delay(tenant);
            if (!early.isZero()) {
                return rejected(new Rejection.TenantRate(early));
            }
            MemoryBudget.Lease lease = budget.tryLease(
                    MemoryBudget.Purpose.REQUEST,
                    run.requestBytes(),
                    displaced == null ? null : requests.get(displaced));
            if (lease == null) {
                return rejected(new Rejection.QueueFull(retryAfter));
            }
            // Only now: a run that is rejected for another reason does not count against its tenant's rate.
            rates.count(tenant);
            if (displaced != null) {
                dequeue(displaced);
            }
            requests.put(run, lease);
            queue.add(run);
            work.signal();
            return new Verdict(null, displaced);
        } finally {
            lock.unlock();
        }
    }

    private static Verdict rejected(Rejection rejection) {
        return new Verdict(rejection, null);
    }

    private int running(Tenant tenant) {
        return runningByTenant.getOrDefault(tenant, 0);
    }

    /** Waits for the next run for a slot. Null once this is closed. */
    @Nullable
    Run take() {
        lock.lock();
        try {
            Run next = tryTake();
            while (!closed && next == null) {
                work.awaitUninterruptibly();
                next = tryTake();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** The next run for a slot. Null if there is none, or not enough memory for it. */
    @Nullable
    Run tryTake() {
        lock.lock();
        try {
            Run next = closed ? null : queue.next(tenant -> running(tenant) < tenantLimits.slots());
            RunMemory memory = next == null ? null : tryReserve(next.claim());
            if (next == null || memory == null) {
                return null;
            }
            queue.take(next);
            running.put(next, memory);
            runningByTenant.merge(next.tenant(), 1, Integer::sum);
            // There may be room for another run, which another thread can take.
            work.signal();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Null unless there is room for all of it: a run that waits holds nothing. */
    private @Nullable RunMemory tryReserve(MemoryClaim claim) {
        MemoryBudget.Lease heap = budget.tryLease(MemoryBudget.Purpose.RUN, claim.heapBytes());
        if (heap == null) {
            return null;
        }
        MemoryBudget.Lease outside = budget.tryLease(MemoryBudget.Purpose.GUEST, claim.outsideBytes());
        if (outside == null) {
            heap.close();
            return null;
        }
        return new RunMemory(heap, outside);
    }

    /** Frees the slot of a run whose program has ended, although the run's end has not been delivered yet. */
    void vacate(Run run) {
        lock.lock();
        try {
            release(run);
            ending.add(run);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a run whose end has been delivered. */
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

    /** Takes a run out of the queue. False if it is not queued, or no longer. */
    boolean withdraw(Run run) {
        lock.lock();
        try {
            return dequeue(run);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a run that has exceeded the queue timeout, and takes it out of the queue. Null once this is closed. */
    @Nullable
    Run awaitOverdue() throws InterruptedException {
        lock.lock();
        try {
            Run overdue = pollOverdue();
            while (!closed && overdue == null) {
                Run oldest = queue.oldest();
                // A run that arrives meanwhile is due later than any that is here, since the timeout is the same for
                // all.
                Duration left = oldest == null ? maxQueueWait : maxQueueWait.minus(oldest.age());
                closing.awaitNanos(left.toNanos());
                overdue = pollOverdue();
            }
            return overdue;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest run out of the queue if it has exceeded the queue timeout. Null if it has not. */
    @Nullable
    Run pollOverdue() {
        lock.lock();
        try {
            Run oldest = queue.oldest();
            if (oldest == null || oldest.age().compareTo(maxQueueWait) < 0) {
                return null;
            }
            dequeue(oldest);
            return oldest;
        } finally {
            lock.unlock();
        }
    }

    /** Rejects every run from now on. */
    void drain() {
        lock.lock();
        try {
            draining = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until no run is queued, running or ending.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     */
    void awaitIdle(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (!isIdle() && left > 0) {
                left = idle.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The number of queued runs. */
    int queued() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** The runs that have a slot. */
    List<Run> running() {
        lock.lock();
        try {
            return List.copyOf(running.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** The runs that are queued or have a slot. */
    List<Run> all() {
        lock.lock();
        try {
            var all = new ArrayList<Run>(running.keySet());
            all.addAll(queue.all());
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Rejects every run from now on, and wakes all threads that wait for one. Returns the runs that were queued. */
    List<Run> close() {
        lock.lock();
        try {
            draining = true;
            closed = true;
            List<Run> left = queue.clear();
            left.forEach(this::closeRequest);
            work.signalAll();
            closing.signalAll();
            signalIfIdle();
            return left;
        } finally {
            lock.unlock();
        }
    }

    private boolean dequeue(Run run) {
        if (!queue.remove(run)) {
            return false;
        }
        closeRequest(run);
        work.signal();
        signalIfIdle();
        return true;
    }

    private void release(Run run) {
        RunMemory memory = running.remove(run);
        if (memory != null) {
            memory.close();
            closeRequest(run);
            runningByTenant.computeIfPresent(run.tenant(), (tenant, count) -> count == 1 ? null : count - 1);
            work.signal();
        }
    }

    private void closeRequest(Run run) {
        MemoryBudget.Lease lease = requests.remove(run);
        if (lease != null) {
            lease.close();
        }
    }

    private boolean isIdle() {
        return queue.isEmpty() && running.isEmpty() && ending.isEmpty();
    }

    private void signalIfIdle() {
        if (isIdle()) {
            idle.signalAll();
        }
    }
}
