// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.execution.RunLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The server's own eye on a run in a worker: on its time and its output, and on a reader that does not take what is left when the
 * run has ended. Guarded by itself; created by the run's thread.
 */
final class RunWatch {
    /** What a worker has, beyond the limit, to stop a program and to save what it has left. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** What a reader has to take what is left. */
    private static final Duration READER = Duration.ofMillis(500);

    private final Thread deliverer = Thread.currentThread();
    private final long began = System.nanoTime();
    private final long longest;
    private long outputLeft;
    private boolean hasEnded;
    private long endedAt;
    private boolean closed;

    RunWatch(RunLimits limits) {
        longest = limits.wallTime().plus(GRACE).toNanos();
        outputLeft = limits.outputBytes();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Counts output, and returns whether it is within the limit. */
    synchronized boolean allows(int bytes) {
        outputLeft -= bytes;
        return outputLeft >= 0;
    }

    /** The worker has said that the run has ended. */
    synchronized void ended() {
        hasEnded = true;
        endedAt = System.nanoTime();
    }

    /**
     * Called some times a second.
     *
     * @return what is wrong with the worker; null if nothing is
     */
    synchronized @Nullable String check() {
        long now = System.nanoTime();
        if (closed) {
            return null;
        }
        if (hasEnded) {
            if (now - endedAt > READER.toNanos()) {
                deliverer.interrupt();
            }
            return null;
        }
        return now - began > longest ? "it did not stop a program at its limit of time" : null;
    }

    /** Ends the watch, by the run's thread, which is not interrupted any more. */
    synchronized void close() {
        closed = true;
        Thread.interrupted();
    }
}
