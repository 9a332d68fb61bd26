// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.engine.MemoryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The registry of runs with a request id: those in progress, and those that ended not long ago. Bounded in count and in
 * bytes. Thread-safe.
 *
 * <p>What exceeds a bound is taken from the tenant that has most of it: from its run that ended first, and from one in
 * progress only if none has ended. A run that holds nothing any more is retained all the same, so that its program does not
 * run again.
 *
 * <p>No method of a journal is called under the lock.
 */
final class RetainedRuns {
    /** When a call that found too many readers or runs should try again. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** One run may hold this part of the memory for all: none can take all of it. */
    private static final int LARGEST_PART = 4;

    private final RetentionSettings settings;
    private final MemoryBudget budget;
    private final MemoryBudget.Lease memory;
    private final DeliveryClock clock;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Map<RequestKey, RetainedRun> runs = new HashMap<>();
    private final Map<Tenant, TenantShare> shares = new HashMap<>();
    private final LinkedHashMap<RetainedRun, Long> expiries = new LinkedHashMap<>();
    private boolean sweeping;

    /**
     * Retains nothing yet.
     *
     * @param budget bounds what is retained ({@link MemoryBudget.Purpose#JOURNAL})
     */
    RetainedRuns(RetentionSettings settings, MemoryBudget budget, DeliveryClock clock) {
        this.settings = settings;
        this.budget = budget;
        memory = budget.emptyLease(MemoryBudget.Purpose.JOURNAL);
        this.clock = clock;
    }

    /** How many runs there are. */
    int size() {
        lock.lock();
        try {
            return runs.size();
        } finally {
            lock.unlock();
        }
    }

    /** What they hold, in bytes: all of what ended runs hold, and what runs in progress hold by grants. */
    long heldBytes() {
        return memory.bytes();
    }

    /** Finds the run of a request, or creates it. */
    IdempotencyClaim claim(RequestKey key, Bytes digest, RunStream stream) {
        RetainedRun known;
        RetainedRun created = null;
        RetainedRun evicted = null;
        lock.lock();
        try {
            known = runs.get(key);
            if (known == null) {
                if (runs.size() >= settings.runs()) {
                    evicted = evictOldest();
                    if (evicted == null) {
                        return new IdempotencyClaim.Rejected(new Rejection.TooManyRetainedRuns(RETRY_AFTER));
                    }
                }
                created = new RetainedRun(key, digest, this, clock);
                runs.put(key, created);
                share(created).hold(created, 0);
            }
        } finally {
            lock.unlock();
        }
        if (evicted != null) {
            evicted.journal().shed();
        }
        if (created != null) {
            return new IdempotencyClaim.First(
                    created.journal(), created.journal().attachFirst(stream));
        }
        Objects.requireNonNull(known);
        if (!known.digest().equals(digest)) {
            return new IdempotencyClaim.Rejected(
                    new Rejection.RequestIdReused(known.journal().id()));
        }
        return known.journal().join(stream);
    }

    /** Whether a run in progress may hold so much more, in bytes. */
    boolean grant(RetainedRun run, long bytes) {
        List<RetainedRun> shed;
        lock.lock();
        try {
            if (share(run).heldBy(run) + bytes > bound() / LARGEST_PART) {
                change(run, share -> share.release(run));
                return false;
            }
            change(run, share -> share.hold(run, bytes));
            shed = shedUntilWithinBound();
        } finally {
            lock.unlock();
        }
        boolean granted = !shed.remove(run);
        shed.forEach(each -> each.journal().shed());
        return granted;
    }

    /** A run has ended and holds so much, in bytes; zero if its output is not retained. */
    void ended(RetainedRun run, long bytes) {
        List<RetainedRun> shed;
        lock.lock();
        try {
            if (runs.get(run.key()) != run) {
                return;
            }
            change(run, share -> share.end(run, bytes));
            expiries.put(run, clock.nanos() + settings.time().toNanos());
            shed = shedUntilWithinBound();
            scheduleSweep();
        } finally {
            lock.unlock();
        }
        shed.forEach(each -> each.journal().shed());
    }

    /** A run need not be retained. */
    void forget(RetainedRun run) {
        lock.lock();
        try {
            remove(run);
        } finally {
            lock.unlock();
        }
    }

    /** Schedules an action for when a run has had no reader for too long; null if that is at once. */
    @Nullable
    Future<?> afterReconnectTimeout(Runnable action) {
        long nanos = settings.reconnectTimeout().toNanos();
        return nanos == 0 ? null : clock.after(nanos, action);
    }

    private TenantShare share(RetainedRun run) {
        return shares.computeIfAbsent(run.key().tenant(), tenant -> new TenantShare());
    }

    private interface Change {
        void apply(TenantShare share);
    }

    private void change(RetainedRun run, Change change) {
        TenantShare share = share(run);
        long before = share.bytes();
        change.apply(share);
        account(before, share.bytes());
        if (share.isEmpty()) {
            shares.remove(run.key().tenant());
        }
    }

    private void account(long before, long after) {
        if (after > before) {
            // Even beyond the bound: what exceeds it is shed next, which may be something else.
            memory.charge(after - before);
        } else {
            memory.shrink(before - after);
        }
    }

    private long bound() {
        return budget.bound(MemoryBudget.Purpose.JOURNAL);
    }

    private void remove(RetainedRun run) {
        runs.remove(run.key(), run);
        expiries.remove(run);
        change(run, share -> share.remove(run));
    }

    private List<RetainedRun> shedUntilWithinBound() {
        var shed = new ArrayList<RetainedRun>();
        while (budget.leased(MemoryBudget.Purpose.JOURNAL) > bound()) {
            TenantShare heaviest = shares.values().stream()
                    .max(Comparator.comparingLong(TenantShare::bytes))
                    .orElseThrow();
            long before = heaviest.bytes();
            shed.add(heaviest.shed());
            account(before, heaviest.bytes());
        }
        return shed;
    }

    /** Makes room for one more run. Null if none has ended. */
    private @Nullable RetainedRun evictOldest() {
        RetainedRun oldest = shares.values().stream()
                .max(Comparator.comparingInt(TenantShare::endedRuns))
                .map(TenantShare::oldestEnded)
                .orElse(null);
        if (oldest != null) {
            remove(oldest);
        }
        return oldest;
    }

    private void scheduleSweep() {
        if (sweeping || expiries.isEmpty()) {
            return;
        }
        long next = Objects.requireNonNull(expiries.firstEntry()).getValue();
        sweeping = clock.after(next - clock.nanos(), this::sweep) != null;
    }

    private void sweep() {
        var due = new ArrayList<RetainedRun>();
        lock.lock();
        try {
            long now = clock.nanos();
            // All are retained equally long: the first to end is the first to expire.
            while (!expiries.isEmpty()) {
                Map.Entry<RetainedRun, Long> next = Objects.requireNonNull(expiries.firstEntry());
                if (next.getValue() - now > 0) {
                    break;
                }
                due.add(next.getKey());
                remove(next.getKey());
            }
            sweeping = false;
            scheduleSweep();
        } finally {
            lock.unlock();
        }
        due.forEach(each -> each.journal().shed());
    }
}
