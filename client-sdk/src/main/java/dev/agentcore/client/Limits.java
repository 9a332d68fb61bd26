// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.time.Duration;

/**
 * Limits of an execution, as reported by a server.
 *
 * @param wallTime the time from the program's first instruction to its last, including time spent waiting
 * @param cpuTime the CPU time of the program, of all its threads together
 * @param memoryBytes the sandbox's memory, including the interpreter's own
 * @param outputBytes the output, both streams together
 * @param scratchBytes the program's own files; 0 if the file system is read-only
 * @param threads the threads that may be alive at a time, the main one included; 0 if the server does not say
 */
public record Limits(
        Duration wallTime, Duration cpuTime, long memoryBytes, long outputBytes, long scratchBytes, int threads) {
    /** Limits of a server that does not say how many threads there may be. */
    public Limits(Duration wallTime, Duration cpuTime, long memoryBytes, long outputBytes, long scratchBytes) {
        this(wallTime, cpuTime, memoryBytes, outputBytes, scratchBytes, 0);
    }

    /** Limits with a read-only file system. */
    public Limits(Duration wallTime, Duration cpuTime, long memoryBytes, long outputBytes) {
        this(wallTime, cpuTime, memoryBytes, outputBytes, 0);
    }
}
