// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * What one run may take. All positive, but for {@code scratchBytes}.
 *
 * @param wallTime from the program's first instruction to its last, waiting included
 * @param cpuTime processor time of the guest's thread
 * @param memoryBytes linear memory, the interpreter's own share included
 * @param outputBytes what may be printed, on both streams together
 * @param scratchBytes what the program's own files may take; with 0, there is nothing to write to
 */
public record Limits(Duration wallTime, Duration cpuTime, long memoryBytes, long outputBytes, long scratchBytes) {
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
    }

    /** Limits without scratch. */
    public Limits(Duration wallTime, Duration cpuTime, long memoryBytes, long outputBytes) {
        this(wallTime, cpuTime, memoryBytes, outputBytes, 0);
    }

    /** Those that hold for a run in a sandbox; the others are the sandbox's. */
    public RunLimits ofRun() {
        return new RunLimits(wallTime, cpuTime, outputBytes);
    }

    /** The same with another wall time. */
    public Limits withWallTime(Duration other) {
        return new Limits(other, cpuTime, memoryBytes, outputBytes, scratchBytes);
    }

    /** The same with other memory. */
    public Limits withMemoryBytes(long other) {
        return new Limits(wallTime, cpuTime, other, outputBytes, scratchBytes);
    }

    /** The same with another scratch. */
    public Limits withScratchBytes(long other) {
        return new Limits(wallTime, cpuTime, memoryBytes, outputBytes, other);
    }
}
