// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * The limits of one run in a sandbox. All positive.
 *
 * @param wallTime from the program's first instruction to its last, waiting included
 * @param cpuTime processor time of all of the guest's threads together
 * @param outputBytes what may be printed, on both streams together
 * @param threads how many of the guest's threads may be alive at a time, the main one included
 */
public record RunLimits(Duration wallTime, Duration cpuTime, long outputBytes, int threads) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public RunLimits {
        Bounds.check("wallTime", wallTime, Duration.ofNanos(1), Bounds.LONGEST);
        Bounds.check("cpuTime", cpuTime, Duration.ofNanos(1), Bounds.LONGEST);
        Bounds.check("outputBytes", outputBytes, 1, Long.MAX_VALUE);
        Limits.THREADS.check("threads", threads);
    }

    /** Limits with the default number of threads. */
    public RunLimits(Duration wallTime, Duration cpuTime, long outputBytes) {
        this(wallTime, cpuTime, outputBytes, Limits.DEFAULT_THREADS);
    }
}
