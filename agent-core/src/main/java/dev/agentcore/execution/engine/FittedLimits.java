// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.PythonRuntime;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits that fit the heap: what one program may ask for is never more than all programs may take together.
 *
 * @param policy the limits in force
 * @param warnings what the operator has to know: one sentence each, without a full stop
 */
public record FittedLimits(LimitsPolicy policy, List<String> warnings) {
    private static final long MIB = 1 << 20;

    /** In a heap that is too small for the largest program, one program's scratch is at most this part of it. */
    private static final int SCRATCH_PART = 4;

    /** Copies the list. */
    public FittedLimits {
        warnings = List.copyOf(warnings);
    }

    /**
     * Lowers limits as far as the heap requires it.
     *
     * @param configured the limits that the operator wants
     * @param slots how many programs run at the same time
     * @param runtime knows what a sandbox claims
     * @param budget bounds what all sandboxes may claim together
     * @throws IllegalArgumentException if the heap is too small even for one program with the least memory
     */
    public static FittedLimits fit(LimitsPolicy configured, int slots, PythonRuntime runtime, MemoryBudget budget) {
        long capacity = budget.bound(MemoryBudget.Purpose.RUN);
        long heapMib = budget.heapBytes() / MIB;
        Limits maximum = configured.maximum();
        long scratch = Math.min(maximum.scratchBytes(), capacity / SCRATCH_PART / MIB * MIB);
        long memory = maximum.memoryBytes();
        while (memory > 0 && runtime.claim(maximum.withScratchBytes(scratch).withMemoryBytes(memory)) > capacity) {
            memory -= Math.min(memory, MIB);
        }
        if (memory < configured.minimumMemoryBytes()) {
            throw new IllegalArgumentException(
                    "the heap of %d MiB is too small for one program and the prepared sandboxes: raise -Xmx, or lower engine.slots"
                            .formatted(heapMib));
        }
        var warnings = new ArrayList<String>();
        if (memory < maximum.memoryBytes() || scratch < maximum.scratchBytes()) {
            warnings.add("The heap of %d MiB limits each program to %d MiB of memory and %d MiB of scratch"
                    .formatted(heapMib, memory / MIB, scratch / MIB));
        }
        LimitsPolicy policy = configured.withAtMost(memory, scratch);
        long concurrent = capacity / Math.max(1, runtime.claim(policy.defaults()));
        if (concurrent < slots) {
            warnings.add(
                    "The heap of %d MiB fits %d concurrent programs with the default limits, but there are %d slots"
                            .formatted(heapMib, concurrent, slots));
        }
        return new FittedLimits(policy, warnings);
    }
}
