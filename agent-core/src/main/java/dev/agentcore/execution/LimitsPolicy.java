// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * The default limits of a run, and the bounds of what a request may ask for.
 *
 * @param defaults the limits of a request that sets none; within the bounds
 * @param maximum the upper bounds
 * @param minimumMemoryBytes the least memory that the interpreter needs, in bytes
 */
public record LimitsPolicy(Limits defaults, Limits maximum, long minimumMemoryBytes) {
    private static final long MIB = 1 << 20;

    /**
     * Checks that the defaults are within the bounds.
     *
     * @throws IllegalArgumentException if one is not, naming it
     */
    public LimitsPolicy {
        Bounds.check("minimumMemoryBytes", minimumMemoryBytes, 1, maximum.memoryBytes());
        Bounds.check("defaults.wallTime", defaults.wallTime(), Duration.ofNanos(1), maximum.wallTime());
        Bounds.check("defaults.cpuTime", defaults.cpuTime(), Duration.ofNanos(1), maximum.cpuTime());
        Bounds.check("defaults.memoryBytes", defaults.memoryBytes(), minimumMemoryBytes, maximum.memoryBytes());
        Bounds.check("defaults.outputBytes", defaults.outputBytes(), 1, maximum.outputBytes());
        Bounds.check("defaults.scratchBytes", defaults.scratchBytes(), 0, maximum.scratchBytes());
        Bounds.check("defaults.threads", defaults.threads(), 1, maximum.threads());
    }

    /**
     * A copy with lower maximums, and lower defaults where those require it.
     *
     * @param memoryBytes the most memory of one program, in bytes
     * @param scratchBytes the most scratch space of one program, in bytes
     * @throws IllegalArgumentException if the interpreter needs more memory
     */
    public LimitsPolicy withAtMost(long memoryBytes, long scratchBytes) {
        return new LimitsPolicy(
                atMost(defaults, memoryBytes, scratchBytes),
                atMost(maximum, memoryBytes, scratchBytes),
                minimumMemoryBytes);
    }

    private static Limits atMost(Limits limits, long memoryBytes, long scratchBytes) {
        return limits.withMemoryBytes(Math.min(limits.memoryBytes(), memoryBytes))
                .withScratchBytes(Math.min(limits.scratchBytes(), scratchBytes));
    }

    /**
     * Wall time and CPU time 30 s (at most 300 s), memory 512 MiB (32 MiB to 1 GiB), output 8 MiB (at most 1 GiB), no scratch
     * space (at most 256 MiB), 64 threads.
     */
    public static LimitsPolicy defaultPolicy() {
        return new LimitsPolicy(
                new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 512 * MIB, 8 * MIB, 0),
                new Limits(Duration.ofSeconds(300), Duration.ofSeconds(300), 1024 * MIB, 1024 * MIB, 256 * MIB),
                32 * MIB);
    }
}
