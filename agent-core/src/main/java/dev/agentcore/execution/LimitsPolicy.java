// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * What a run gets where its request says nothing, and the bounds of what a request may ask for.
 *
 * @param defaults what an unset limit becomes; within the bounds
 * @param maximum the most that may be asked for
 * @param minimumMemoryBytes the least memory in which the interpreter can work
 */
public record LimitsPolicy(Limits defaults, Limits maximum, long minimumMemoryBytes) {
    private static final long MIB = 1 << 20;

    /**
     * Checks that the defaults keep within the bounds.
     *
     * @throws IllegalArgumentException if one does not, naming it
     */
    public LimitsPolicy {
        Bounds.check("minimumMemoryBytes", minimumMemoryBytes, 1, maximum.memoryBytes());
        Bounds.check("defaults.wallTime", defaults.wallTime(), Duration.ofNanos(1), maximum.wallTime());
        Bounds.check("defaults.cpuTime", defaults.cpuTime(), Duration.ofNanos(1), maximum.cpuTime());
        Bounds.check("defaults.memoryBytes", defaults.memoryBytes(), minimumMemoryBytes, maximum.memoryBytes());
        Bounds.check("defaults.outputBytes", defaults.outputBytes(), 1, maximum.outputBytes());
        Bounds.check("defaults.scratchBytes", defaults.scratchBytes(), 0, maximum.scratchBytes());
    }

    /**
     * The same with no more than this for a program, which may lower what it gets by default, too.
     *
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
     * Wall and CPU 30 s (at most 300 s), memory 256 MiB (16 MiB to 1 GiB), output 8 MiB (at most 1 GiB), no
     * scratch (at most 256 MiB).
     */
    public static LimitsPolicy defaultPolicy() {
        return new LimitsPolicy(
                new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 256 * MIB, 8 * MIB, 0),
                new Limits(Duration.ofSeconds(300), Duration.ofSeconds(300), 1024 * MIB, 1024 * MIB, 256 * MIB),
                16 * MIB);
    }
}
