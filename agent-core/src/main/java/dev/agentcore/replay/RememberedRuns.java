// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.replay;

import dev.agentcore.config.ReplaySettings;
import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The runs that have a request's id: those that go on, and those that have ended not long ago. Safe for use by many threads.
 *
 * <p>There are no more than may be, and they hold no more than they may. What is too much goes from the tenant that has most
 * of it: from the run that ended first, and from one that goes on only if none has ended. A run that holds nothing any more is
 * remembered all the same, so that it does not run again.
 *
 * <p>Nothing of a run is ever called under the lock.
 */
public final class RememberedRuns {
    /** Which part of what all runs may hold one may: none can have all of it. */
    private static final int LARGEST_PART = 4;

    private final ReplaySettings settings;
    private final ScheduledExecutorService clock;

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Map<RequestKey, RememberedRun> runs = new HashMap<>();
    private final Map<Tenant, TenantShare> shares = new HashMap<>();
    private final LinkedHashMap<RememberedRun, Long> expiries = new LinkedHashMap<>();
    private long held;
    private boolean sweeping;

    /**
     * Remembers none yet.
     *
     * @param clock forgets what is due, and stops what nobody reads; stays the caller's
     */
    public RememberedRuns(ReplaySettings settings, ScheduledExecutorService clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** How long an ended run is remembered; zero if none is, and then {@link #claim} must not be called. */
    public Duration time() {
        return settings.time();
    }

    /** How many runs there are. */
    public int size() {
        lock.lock();
        try {
            return runs.size();
        } finally {
            lock.unlock();
        }
    }

    /** What they hold, in bytes: all that those hold which have ended, and what the others hold beyond their first MiB. */
    public long heldBytes() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Finds the run of a request, or makes it.
     *
     * @param body tells the request from others, in a few bytes
     * @param sinkOf makes what the call is told by, for the run of that name
     */
    public Claim claim(RequestKey key, Bytes body, Function<ExecutionId, ReplaySink> sinkOf) {
        RememberedRun run;
        RememberedRun forgotten = null;
        boolean first;
        lock.lock();
        try {
            RememberedRun known = runs.get(key);
            first = known == null;
            run = known == null ? new RememberedRun(key, body, this) : known;
            if (first) {
                if (runs.size() >= settings.runs()) {
                    forgotten = forgetOldest();
                    if (forgotten == null) {
                        return new Claim.Refused(Claim.Reason.TOO_MANY_RUNS, run.id());
                    }
                }
                runs.put(key, run);
                share(run).hold(run, 0);
            }
        } finally {
            lock.unlock();
        }
        if (forgotten != null) {
            forgotten.shed();
        }
        if (!run.body().equals(body)) {
            return new Claim.Refused(Claim.Reason.OTHER_REQUEST, run.id());
        }
        try {
            return run.attach(sinkOf.apply(run.id()), first);
        } catch (RuntimeException | Error defect) {
            if (first) {
                run.failed(defect);
            }
            throw defect;
        }
    }

    /** Whether a run that goes on may hold so much more. */
    boolean grant(RememberedRun run, long bytes) {
        List<RememberedRun> shed;
        lock.lock();
        try {
            TenantShare share = share(run);
            if (share.heldBy(run) + bytes > settings.memoryBytes() / LARGEST_PART) {
                change(run, holding -> holding.release(run));
                return false;
            }
            change(run, holding -> holding.hold(run, bytes));
            shed = shedUntilItFits();
        } finally {
            lock.unlock();
        }
        boolean granted = !shed.remove(run);
        shed.forEach(RememberedRun::shed);
        return granted;
    }

    /** A run has ended, and holds so much; if that is nothing, its end cannot be told again. */
    void ended(RememberedRun run, long bytes) {
        List<RememberedRun> shed;
        lock.lock();
        try {
            if (runs.get(run.key()) != run) {
                return;
            }
            change(run, share -> share.end(run, bytes));
            expiries.put(run, System.nanoTime() + settings.time().toNanos());
            shed = shedUntilItFits();
            sweepLater();
        } finally {
            lock.unlock();
        }
        shed.forEach(RememberedRun::shed);
    }

    /** A run need not be remembered. */
    void forget(RememberedRun run) {
        lock.lock();
        try {
            remove(run);
        } finally {
            lock.unlock();
        }
    }

    /** Has something done when a run has had no reader for as long as it may; null if that is at once. */
    @Nullable
    Future<?> afterGrace(Runnable action) {
        if (settings.reconnectTimeout().isZero()) {
            return null;
        }
        try {
            return clock.schedule(action, settings.reconnectTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException goingDown) {
            return null;
        }
    }

    private TenantShare share(RememberedRun run) {
        return shares.computeIfAbsent(run.key().tenant(), tenant -> new TenantShare());
    }

    private interface Change {
        void apply(TenantShare share);
    }

    private void change(RememberedRun run, Change change) {
        TenantShare share = share(run);
        held -= share.bytes();
        change.apply(share);
        held += share.bytes();
        if (share.isEmpty()) {
            shares.remove(run.key().tenant());
        }
    }

    private void remove(RememberedRun run) {
        runs.remove(run.key(), run);
        expiries.remove(run);
        change(run, share -> share.remove(run));
    }

    private List<RememberedRun> shedUntilItFits() {
        var shed = new ArrayList<RememberedRun>();
        while (held > settings.memoryBytes()) {
            TenantShare heaviest = shares.values().stream()
                    .max(Comparator.comparingLong(TenantShare::bytes))
                    .orElseThrow();
            held -= heaviest.bytes();
            shed.add(heaviest.shed());
            held += heaviest.bytes();
        }
        return shed;
    }

    /** Makes place for one more. Null if there is none that has ended. */
    private @Nullable RememberedRun forgetOldest() {
        RememberedRun oldest = shares.values().stream()
                .max(Comparator.comparingInt(TenantShare::endedRuns))
                .map(TenantShare::oldestEnded)
                .orElse(null);
        if (oldest != null) {
            remove(oldest);
        }
        return oldest;
    }

    private void sweepLater() {
        if (sweeping || expiries.isEmpty()) {
            return;
        }
        long next = Objects.requireNonNull(expiries.firstEntry()).getValue();
        try {
            var unused = clock.schedule(this::sweep, next - System.nanoTime(), TimeUnit.NANOSECONDS);
            sweeping = true;
        } catch (RejectedExecutionException goingDown) {
            // Then all of it goes, soon.
        }
    }

    private void sweep() {
        var due = new ArrayList<RememberedRun>();
        lock.lock();
        try {
            long now = System.nanoTime();
            // All are remembered equally long, so the first to end is the first to go.
            while (!expiries.isEmpty()) {
                Map.Entry<RememberedRun, Long> next = Objects.requireNonNull(expiries.firstEntry());
                if (next.getValue() - now > 0) {
                    break;
                }
                due.add(next.getKey());
                remove(next.getKey());
            }
            sweeping = false;
            sweepLater();
        } finally {
            lock.unlock();
        }
        due.forEach(RememberedRun::shed);
    }
}
