// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * What a run used.
 *
 * @param wallTime from the program's first instruction to its last
 * @param cpuTime processor time of the guest's thread in that span
 * @param queueTime how long it waited for a slot
 * @param startTime how long the sandbox took to make
 * @param peakMemoryBytes linear memory at its largest
 * @param stdoutBytes what went to the sink from standard output
 * @param stderrBytes what went to the sink from standard error
 */
public record Usage(
        Duration wallTime,
        Duration cpuTime,
        Duration queueTime,
        Duration startTime,
        long peakMemoryBytes,
        long stdoutBytes,
        long stderrBytes) {
    /** The same with another queue time. */
    public Usage withQueueTime(Duration waited) {
        return new Usage(wallTime, cpuTime, waited, startTime, peakMemoryBytes, stdoutBytes, stderrBytes);
    }
}
