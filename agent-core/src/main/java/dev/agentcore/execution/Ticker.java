// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * A monotonic source of time for every decision that depends on elapsed time, so that tests can advance it. Thread-safe.
 *
 * <p>Only the difference between two readings of the same ticker has a meaning, as with {@link System#nanoTime()}.
 */
@FunctionalInterface
public interface Ticker {
    /** The current reading, in nanoseconds from an arbitrary origin; may be negative and may overflow. */
    long nanos();

    /** The time since an earlier reading of this ticker. */
    default Duration since(long earlierNanos) {
        return Duration.ofNanos(nanos() - earlierNanos);
    }

    /** The JVM's own: {@link System#nanoTime()}. */
    static Ticker system() {
        return System::nanoTime;
    }
}
