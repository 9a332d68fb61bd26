// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.config.ReplaySettings;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.PythonRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits what programs may ask for to the heap that there is. */
final class HeapRoom {
    private static final Logger LOG = LoggerFactory.getLogger(HeapRoom.class);

    private static final long MIB = 1 << 20;

    /** In a heap that is too small for the largest program, no more than this part of it is one program's scratch. */
    private static final int SCRATCH_SHARE = 4;

    /** No more than this part of the heap is for remembered runs: it is taken from what the server itself needs. */
    private static final int REPLAY_SHARE = 32;

    private HeapRoom() {}

    /**
     * The limits as far as there is memory for one program at least.
     *
     * @throws IllegalArgumentException if there is not even for the least
     */
    static LimitsPolicy fit(LimitsPolicy policy, PythonRuntime runtime) {
        Limits maximum = policy.maximum();
        long scratch = Math.min(maximum.scratchBytes(), runtime.capacity() / SCRATCH_SHARE / MIB * MIB);
        long memory = maximum.memoryBytes();
        while (memory > 0
                && runtime.claim(maximum.withScratchBytes(scratch).withMemoryBytes(memory)) > runtime.capacity()) {
            memory -= Math.min(memory, MIB);
        }
        if (memory < policy.minimumMemoryBytes()) {
            throw new IllegalArgumentException(
                    "the heap of %d MiB has no room for one program and what each slot keeps ready: give the JVM more by -Xmx, or fewer engine.slots"
                            .formatted(heapMib()));
        }
        if (memory < maximum.memoryBytes() || scratch < maximum.scratchBytes()) {
            LOG.warn(
                    "The heap of {} MiB has room for programs of {} MiB with {} MiB of scratch at most",
                    heapMib(),
                    memory / MIB,
                    scratch / MIB);
        }
        return policy.withAtMost(memory, scratch);
    }

    /** Says so if not all slots can be used at a time by programs with the default limits. */
    static void warnOfSlotsWithout(int slots, LimitsPolicy limits, PythonRuntime runtime) {
        long atATime = runtime.capacity() / Math.max(1, runtime.claim(limits.defaults()));
        if (atATime < slots) {
            LOG.warn(
                    "The heap of {} MiB has room for {} programs with the default limits at a time, and there are {} slots",
                    heapMib(),
                    atATime,
                    slots);
        }
    }

    /** What remembered runs may hold, as far as there is memory for it. */
    static ReplaySettings fit(ReplaySettings replay) {
        long most = Math.max(MIB, Runtime.getRuntime().maxMemory() / REPLAY_SHARE / MIB * MIB);
        if (replay.memoryBytes() <= most) {
            return replay;
        }
        LOG.info("The heap of {} MiB has room for {} MiB of remembered runs", heapMib(), most / MIB);
        return replay.withMemoryBytes(most);
    }

    private static long heapMib() {
        return Runtime.getRuntime().maxMemory() / MIB;
    }
}
