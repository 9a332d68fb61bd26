// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.threads;

/** A guest's timer, which signals once or at intervals. Not thread-safe. */
final class Alarm {
    /** The longest time, in nanoseconds: a hundred days. No run takes that long. */
    private static final long LONGEST = 100L * 24 * 3600 * 1_000_000_000;

    private boolean set;
    private long deadline;
    private long interval;

    /**
     * Sets it to ring in {@code nanos} nanoseconds, and then every {@code next}, unless that is 0. With 0 it is off.
     */
    void set(long nanos, long next) {
        set = nanos > 0;
        deadline = System.nanoTime() + Math.min(nanos, LONGEST);
        interval = Math.clamp(next, 0, LONGEST);
    }

    void clear() {
        set = false;
    }

    boolean isSet() {
        return set;
    }

    /** The nanoseconds until it rings, at least 1; 0 if it is off. */
    long left() {
        return set ? Math.max(1, deadline - System.nanoTime()) : 0;
    }

    /** Whether it rings now. Then it is off, or set for the next time. */
    boolean rings() {
        if (!set || deadline - System.nanoTime() > 0) {
            return false;
        }
        set(interval, interval);
        return true;
    }
}
