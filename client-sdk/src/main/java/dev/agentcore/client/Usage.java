package dev.agentcore.client;

import java.time.Duration;

/**
 * What a run used.
 *
 * @param wallTime from the program's first instruction to its last
 * @param cpuTime processor time of the program
 * @param queueTime how long the call waited for a slot
 * @param startTime how long the sandbox took to make
 * @param peakMemoryBytes the sandbox's memory at its largest, the interpreter's own share included
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
