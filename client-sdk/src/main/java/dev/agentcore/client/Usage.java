// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.time.Duration;

/**
 * The resources that an execution used.
 *
 * @param wallTime the time from the program's first instruction to its last
 * @param cpuTime the CPU time of the program
 * @param queueTime the time that the call waited for a slot
 * @param startTime the time that creating the sandbox took
 * @param peakMemoryBytes the peak size of the sandbox's memory, including the interpreter's own
 * @param stdoutBytes bytes delivered from standard output
 * @param stderrBytes bytes delivered from standard error
 */
public record Usage(
        Duration wallTime,
        Duration cpuTime,
        Duration queueTime,
        Duration startTime,
        long peakMemoryBytes,
        long stdoutBytes,
        long stderrBytes) {}
