// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * The limits of one run.
 *
 * @param wallTime elapsed time from the program's first instruction to its last; 1 ns to a day
 * @param cpuTime CPU time of all of the guest's threads together; 1 ns to a day
 * @param memoryBytes linear memory, including the interpreter's own share, in bytes; at least 1
 * @param outputBytes output on both streams together, in bytes; at least 1
 * @param scratchBytes files that the program writes, in bytes; with 0, it has no writable directory
 * @param threads how many threads may be alive at a time, the main one included; 1 to 1,024
 */
public record Limits(
        Duration wallTime, Duration cpuTime, long memoryBytes, long outputBytes, long scratchBytes, int threads) {
    /** The number of threads where nothing else is said. */
    public static final int DEFAULT_THREADS = 64;

    /** The range of {@code threads}. */
    public static final Bounds<Integer> THREADS = new Bounds<>(1, 1024);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public Limits {
        Bounds.check("wallTime", wallTime, Duration.ofNanos(1), Bounds.LONGEST);
        Bounds.check("cpuTime", cpuTime, Duration.ofNanos(1), Bounds.LONGEST);
        Bounds.check("memoryBytes", memoryBytes, 1, Long.MAX_VALUE);
        Bounds.check("outputBytes", outputBytes, 1, Long.MAX_VALUE);
        Bounds.check("scratchBytes", scratchBytes, 0, Long.MAX_VALUE);
        THREADS.check("threads", threads);
    }

    /** Limits with the default number of threads. */
    public Limits(Duration wallTime, Duration cpuTime, long memoryBytes, long outputBytes, long scratchBytes) {
        this(wallTime, cpuTime, memoryBytes, outputBytes, scratchBytes, DEFAULT_THREADS);
    }

    /** Limits without scratch space, with the default number of threads. */
    public Limits(Duration wallTime, Duration cpuTime, long memoryBytes, long outputBytes) {
        this(wallTime, cpuTime, memoryBytes, outputBytes, 0);
    }

    /** The limits of a run in a sandbox; the others are the sandbox's. */
    public RunLimits ofRun() {
        return new RunLimits(wallTime, cpuTime, outputBytes, threads);
    }

    /** A copy with another wall time. */
    public Limits withWallTime(Duration other) {
        return new Limits(other, cpuTime, memoryBytes, outputBytes, scratchBytes, threads);
    }

    /** A copy with other memory. */
    public Limits withMemoryBytes(long other) {
        return new Limits(wallTime, cpuTime, other, outputBytes, scratchBytes, threads);
    }

    /** A copy with other scratch space. */
    public Limits withScratchBytes(long other) {
        return new Limits(wallTime, cpuTime, memoryBytes, outputBytes, other, threads);
    }
}
