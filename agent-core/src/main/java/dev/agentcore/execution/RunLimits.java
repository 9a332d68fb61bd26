// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * The limits of one run in a sandbox. All positive.
 *
 * @param wallTime from the program's first instruction to its last, waiting included
 * @param cpuTime processor time of the guest's thread
 * @param outputBytes what may be printed, on both streams together
 */
public record RunLimits(Duration wallTime, Duration cpuTime, long outputBytes) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public RunLimits {
        Bounds.check("wallTime", wallTime, Duration.ofNanos(1), Bounds.LONGEST);
        Bounds.check("cpuTime", cpuTime, Duration.ofNanos(1), Bounds.LONGEST);
        Bounds.check("outputBytes", outputBytes, 1, Long.MAX_VALUE);
    }
}
