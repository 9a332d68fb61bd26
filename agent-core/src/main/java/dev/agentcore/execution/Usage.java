// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * The resources that a run used.
 *
 * @param wallTime elapsed time from the program's first instruction to its last
 * @param cpuTime CPU time of the guest's thread in that span
 * @param queueTime the time that it was queued
 * @param startTime the time that it took to make the sandbox
 * @param peakMemoryBytes the largest size of linear memory, in bytes
 * @param stdoutBytes the delivered standard output, in bytes
 * @param stderrBytes the delivered standard error, in bytes
 */
public record Usage(
        Duration wallTime,
        Duration cpuTime,
        Duration queueTime,
        Duration startTime,
        long peakMemoryBytes,
        long stdoutBytes,
        long stderrBytes) {
    /** A copy with more output. */
    public Usage withOutput(long stdout, long stderr) {
        return new Usage(wallTime, cpuTime, queueTime, startTime, peakMemoryBytes, stdout, stderr);
    }

    /** A copy with another queue time. */
    public Usage withQueueTime(Duration waited) {
        return new Usage(wallTime, cpuTime, waited, startTime, peakMemoryBytes, stdoutBytes, stderrBytes);
    }
}
