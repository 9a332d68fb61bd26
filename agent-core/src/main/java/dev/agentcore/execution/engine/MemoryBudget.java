// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import dev.agentcore.execution.Bounds;
import dev.agentcore.execution.MemoryFootprint;
import dev.agentcore.execution.PythonRuntime;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Divides memory among the purposes that take most of it, and accounts for what each has taken. There are two kinds of
 * memory: the JVM's heap, and what the machine or the container has beside it. Which of them guests take, and how much of
 * each, is what the runtime {@linkplain PythonRuntime#claim claims} for a sandbox. There is one budget for a server.
 * Thread-safe.
 *
 * <p>Memory is taken by a {@link Lease}. A purpose grants a lease if its leases stay within its bound together. The budget
 * only grants, denies and accounts: what is evicted to make room, and whose it is, is up to the owner of the purpose.
 *
 * <p>The bounds follow from {@linkplain AvailableMemory what there is}, the runtime's {@linkplain MemoryFootprint
 * footprint} and the operator's settings for retained output and for guests:
 *
 * <pre>
 * On the heap:
 * own      = 128 MiB                                  classes, connections, the standard library
 * slack    = heap / 8                                 what the collector needs to move large arrays
 *
 * REQUEST  = max(96 MiB, heap / 8)
 * PREPARED = the footprint on the heap: images, prepared sandboxes, mounts
 * RUN      = heap - own - slack - REQUEST - PREPARED, at least 0
 *
 * INBOUND  = max(the largest request, REQUEST / 2)
 * JOURNAL  = min(setting, max(1 MiB, heap / 32))      in whole MiB
 *
 * Outside the heap:
 * native   = 512 MiB + max(82 MiB, heap / 16)         the JVM's own: classes, machine code, messages in transit
 * kept     = the footprint outside the heap           prepared sandboxes, snapshots, guests' stacks, processes
 *
 * GUEST    = the setting, or else machine - heap - native - kept, at least 0
 * </pre>
 *
 * <p>INBOUND and JOURNAL are not subtracted from RUN: together they are at most 3/32 of a large heap, and are covered by
 * {@code own} and {@code slack}. A run needs room in RUN and in GUEST at once. A runtime whose guests are on the heap claims
 * nothing of GUEST, whose bound then does not matter.
 */
public final class MemoryBudget {
    private static final long MIB = 1 << 20;
    private static final long OWN = 128 * MIB;
    private static final int SLACK_PART = 8;

    /** Room for the largest request once it has been received: code, standard input and files. */
    private static final long LEAST_REQUESTS = 96 * MIB;

    private static final int REQUEST_PART = 8;
    private static final int INBOUND_PART = 2;
    private static final int JOURNAL_PART = 32;

    private static final long NATIVE = 512 * MIB;
    private static final long LEAST_IN_TRANSIT = 82 * MIB;
    private static final int TRANSIT_PART = 16;

    /** What memory is taken for. */
    public enum Purpose {
        /** Sandboxes of running programs: what their limits allow them to take of the heap. */
        RUN(true),

        /** Sandboxes of running programs: what their limits allow them to take outside the heap. */
        GUEST(true),

        /** Requests that are queued or running. */
        REQUEST(true),

        /** Requests that are being received. */
        INBOUND(false),

        /** Output that is retained for readers. */
        JOURNAL(false),

        /** What the runtime keeps of the heap for its whole life. Leased by the budget itself, in full. */
        PREPARED(false);

        private final boolean oneMayExceed;

        Purpose(boolean oneMayExceed) {
            this.oneMayExceed = oneMayExceed;
        }

        /**
         * Whether a lease of any size is granted while nothing else is leased. A run or a request that is larger than the
         * bound would otherwise wait for ever.
         */
        public boolean oneMayExceed() {
            return oneMayExceed;
        }
    }

    /**
     * What is left for running programs, in bytes; negative if there is not enough for the rest.
     *
     * @param heapBytes on the heap
     * @param outsideBytes outside of it
     */
    record Left(long heapBytes, long outsideBytes) {}

    private final AvailableMemory available;
    private final Left left;
    private final Map<Purpose, Long> bounds;

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock, as are the leases' own fields.
    private final Map<Purpose, Long> leased = new EnumMap<>(Purpose.class);
    private final Map<Purpose, Integer> open = new EnumMap<>(Purpose.class);

    private MemoryBudget(AvailableMemory available, Left left, Map<Purpose, Long> bounds) {
        this.available = available;
        this.left = left;
        this.bounds = bounds;
        for (Purpose purpose : Purpose.values()) {
            leased.put(purpose, 0L);
            open.put(purpose, 0);
        }
        leased.put(Purpose.PREPARED, bound(Purpose.PREPARED));
    }

    /**
     * Divides memory, by the formula above.
     *
     * @param available what there is
     * @param footprint what the runtime keeps of it
     * @param largestRequestBytes the largest request that may be received; positive
     * @param journalBytes the setting for retained output; positive
     * @throws IllegalArgumentException if a number is out of bounds
     */
    public static MemoryBudget of(
            AvailableMemory available, MemoryFootprint footprint, long largestRequestBytes, long journalBytes) {
        Bounds.check("largestRequestBytes", largestRequestBytes, 1, Long.MAX_VALUE);
        Bounds.check("journalBytes", journalBytes, 1, Long.MAX_VALUE);
        long heapBytes = available.heapBytes();
        long requests = Math.max(LEAST_REQUESTS, heapBytes / REQUEST_PART);
        long kept = footprint.heapBytes();
        long nativeBytes = NATIVE + Math.max(LEAST_IN_TRANSIT, heapBytes / TRANSIT_PART);
        var left = new Left(
                heapBytes - OWN - heapBytes / SLACK_PART - requests - kept,
                available.machineBytes() - heapBytes - nativeBytes - footprint.outsideBytes());
        var bounds = new EnumMap<Purpose, Long>(Purpose.class);
        bounds.put(Purpose.REQUEST, requests);
        bounds.put(Purpose.PREPARED, kept);
        bounds.put(Purpose.RUN, Math.max(0, left.heapBytes()));
        bounds.put(Purpose.INBOUND, Math.max(largestRequestBytes, requests / INBOUND_PART));
        bounds.put(Purpose.JOURNAL, Math.min(journalBytes, Math.max(MIB, heapBytes / JOURNAL_PART / MIB * MIB)));
        bounds.put(
                Purpose.GUEST, available.guestBytes() == 0 ? Math.max(0, left.outsideBytes()) : available.guestBytes());
        return new MemoryBudget(available, left, bounds);
    }

    /** A budget that grants every lease, for servers that are tested without one. */
    public static MemoryBudget unlimited() {
        var bounds = new EnumMap<Purpose, Long>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            bounds.put(purpose, Long.MAX_VALUE);
        }
        bounds.put(Purpose.PREPARED, 0L);
        return new MemoryBudget(
                new AvailableMemory(Long.MAX_VALUE, Long.MAX_VALUE, 0),
                new Left(Long.MAX_VALUE, Long.MAX_VALUE),
                bounds);
    }

    /**
     * A new budget with another bound for one purpose, and without leases.
     *
     * @param bytes the bound; 0 or more
     * @throws IllegalArgumentException if it is negative
     */
    public MemoryBudget withBound(Purpose purpose, long bytes) {
        Bounds.check(purpose + " bytes", bytes, 0, Long.MAX_VALUE);
        var changed = new EnumMap<>(bounds);
        changed.put(purpose, bytes);
        return new MemoryBudget(available, left, changed);
    }

    /** What is divided. */
    public AvailableMemory available() {
        return available;
    }

    /** What everything else leaves for running programs, whatever the operator allows them. */
    Left left() {
        return left;
    }

    /** What the leases of a purpose may take together, in bytes; does not change. */
    public long bound(Purpose purpose) {
        Long bound = bounds.get(purpose);
        if (bound == null) {
            throw new AssertionError(purpose);
        }
        return bound;
    }

    /** What the leases of a purpose take now, in bytes. */
    public long leased(Purpose purpose) {
        lock.lock();
        try {
            return leased.getOrDefault(purpose, 0L);
        } finally {
            lock.unlock();
        }
    }

    /** How many leases of a purpose are open now, those of 0 bytes included. Zero once everything has ended. */
    public int openLeases(Purpose purpose) {
        lock.lock();
        try {
            return open.getOrDefault(purpose, 0);
        } finally {
            lock.unlock();
        }
    }

    /** Opens a lease of 0 bytes, even if the purpose exceeds its bound. */
    public Lease emptyLease(Purpose purpose) {
        lock.lock();
        try {
            open.merge(purpose, 1, Integer::sum);
            return new Lease(purpose, 0);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes memory for a purpose, if there is room for it.
     *
     * @param bytes how much; 0 or more
     * @return the lease; null if it does not fit
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public @Nullable Lease tryLease(Purpose purpose, long bytes) {
        return tryLease(purpose, bytes, null);
    }

    /**
     * Takes memory for a purpose, if there is room for it once another lease has been closed. Closes that lease only if the
     * new one is granted.
     *
     * @param bytes how much; 0 or more
     * @param inPlaceOf a lease for the same purpose; null for none
     * @return the lease; null if it does not fit
     * @throws IllegalArgumentException if {@code bytes} is negative, or {@code inPlaceOf} is for another purpose
     */
    public @Nullable Lease tryLease(Purpose purpose, long bytes, @Nullable Lease inPlaceOf) {
        Bounds.check("bytes", bytes, 0, Long.MAX_VALUE);
        if (inPlaceOf != null && inPlaceOf.purpose != purpose) {
            throw new IllegalArgumentException(
                    "a lease for %s cannot replace one for %s".formatted(purpose, inPlaceOf.purpose));
        }
        lock.lock();
        try {
            long released = inPlaceOf == null ? 0 : inPlaceOf.bytes;
            if (!fits(purpose, bytes, released)) {
                return null;
            }
            if (inPlaceOf != null) {
                inPlaceOf.end();
            }
            add(purpose, bytes);
            open.merge(purpose, 1, Integer::sum);
            return new Lease(purpose, bytes);
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Purpose purpose, long bytes, long released) {
        long others = leased.getOrDefault(purpose, 0L) - released;
        return bytes <= bound(purpose) - others || (purpose.oneMayExceed && others == 0);
    }

    private void add(Purpose purpose, long bytes) {
        leased.merge(purpose, bytes, Math::addExact);
    }

    /** Memory that has been taken for a purpose, until it is closed. Thread-safe. */
    public final class Lease implements AutoCloseable {
        private final Purpose purpose;

        // Guarded by the budget's lock.
        private long bytes;
        private boolean closed;

        private Lease(Purpose purpose, long bytes) {
            this.purpose = purpose;
            this.bytes = bytes;
        }

        /** What it is for. */
        public Purpose purpose() {
            return purpose;
        }

        /** How much it holds, in bytes; 0 once it is closed. */
        public long bytes() {
            lock.lock();
            try {
                return bytes;
            } finally {
                lock.unlock();
            }
        }

        /**
         * Takes more, if there is room for it.
         *
         * @param more how many bytes; 0 or more
         * @return whether it was granted; never after {@link #close}
         * @throws IllegalArgumentException if {@code more} is negative
         */
        public boolean tryGrow(long more) {
            Bounds.check("more", more, 0, Long.MAX_VALUE);
            lock.lock();
            try {
                if (closed || more > bound(purpose) - leased.getOrDefault(purpose, 0L)) {
                    return false;
                }
                change(more);
                return true;
            } finally {
                lock.unlock();
            }
        }

        /**
         * Accounts for memory that is in use already, even if the bound is exceeded by it: the owner has to evict something
         * then. Does nothing after {@link #close}.
         *
         * @param more how many bytes; 0 or more
         * @return whether the purpose is within its bound now
         * @throws IllegalArgumentException if {@code more} is negative
         */
        public boolean charge(long more) {
            Bounds.check("more", more, 0, Long.MAX_VALUE);
            lock.lock();
            try {
                if (!closed) {
                    change(more);
                }
                return leased.getOrDefault(purpose, 0L) <= bound(purpose);
            } finally {
                lock.unlock();
            }
        }

        /**
         * Gives a part back. Does nothing after {@link #close}.
         *
         * @param less how many bytes; 0 to {@link #bytes}
         * @throws IllegalArgumentException if that is more than the lease holds
         */
        public void shrink(long less) {
            lock.lock();
            try {
                if (!closed) {
                    Bounds.check("less", less, 0, bytes);
                    change(-less);
                }
            } finally {
                lock.unlock();
            }
        }

        /** Gives everything back. May be called again. */
        @Override
        public void close() {
            lock.lock();
            try {
                end();
            } finally {
                lock.unlock();
            }
        }

        private void change(long by) {
            add(purpose, by);
            bytes += by;
        }

        private void end() {
            if (!closed) {
                change(-bytes);
                open.merge(purpose, -1, Integer::sum);
                closed = true;
            }
        }
    }
}
