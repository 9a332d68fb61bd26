package dev.agentcore.client;

import java.time.Duration;

/**
 * What a run may take, as a server says it.
 *
 * @param wallTime from the program's first instruction to its last, waiting included
 * @param cpuTime processor time of the program
 * @param memoryBytes the sandbox's memory, the interpreter's own share included
 * @param outputBytes what may be printed, on both streams together
 * @param scratchBytes what the program's own files may take; with 0, there is nothing to write to
 */
public record Limits(Duration wallTime, Duration cpuTime, long memoryBytes, long outputBytes, long scratchBytes) {
    /** Limits without scratch. */
    public Limits(Duration wallTime, Duration cpuTime, long memoryBytes, long outputBytes) {
        this(wallTime, cpuTime, memoryBytes, outputBytes, 0);
    }
}
