package dev.agentcore.execution;

import java.time.Duration;

/**
 * What one run may take. All positive.
 *
 * @param wallTime from the program's first instruction to its last, waiting included
 * @param cpuTime processor time of the guest's thread
 * @param memoryBytes linear memory, the interpreter's own share included
 * @param outputBytes what may be printed, on both streams together
 */
public record Limits(Duration wallTime, Duration cpuTime, long memoryBytes, long outputBytes) {
    /**
     * Checks that all are positive.
     *
     * @throws IllegalArgumentException if one is not, naming it
     */
    public Limits {
        Bounds.check("wallTime", wallTime, Duration.ofNanos(1), Bounds.LONGEST);
        Bounds.check("cpuTime", cpuTime, Duration.ofNanos(1), Bounds.LONGEST);
        Bounds.check("memoryBytes", memoryBytes, 1, Long.MAX_VALUE);
        Bounds.check("outputBytes", outputBytes, 1, Long.MAX_VALUE);
    }

    /** The same with another wall time. */
    public Limits withWallTime(Duration other) {
        return new Limits(other, cpuTime, memoryBytes, outputBytes);
    }
}
