// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.MemoryClaim;
import dev.agentcore.execution.PythonRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Limits that fit the memory that there is: what one program may ask for is never more than all programs may take together.
 *
 * @param policy the limits in force
 * @param warnings what the operator has to know: one sentence each, without a full stop
 */
public record FittedLimits(LimitsPolicy policy, List<String> warnings) {
    private static final long MIB = 1 << 20;

    /** Where scratch and linear memory share what is there for programs, one program's scratch is at most this part of it. */
    private static final int SCRATCH_PART = 4;

    /** Copies the list. */
    public FittedLimits {
        warnings = List.copyOf(warnings);
    }

    /**
     * Lowers limits as far as the memory for programs requires it.
     *
     * @param configured the limits that the operator wants
     * @param slots how many programs run at the same time
     * @param runtime knows what a sandbox claims
     * @param budget bounds what all sandboxes may claim together
     * @throws IllegalArgumentException if there is too little memory even for one program with the least memory
     */
    public static FittedLimits fit(LimitsPolicy configured, int slots, PythonRuntime runtime, MemoryBudget budget) {
        List<Pool> pools = List.of(Pool.heap(budget), Pool.guest(budget));
        Limits maximum = configured.maximum();
        MemoryClaim bare = runtime.claim(maximum.withScratchBytes(0));
        MemoryClaim whole = runtime.claim(maximum);
        long scratch = maximum.scratchBytes();
        Pool ofScratch = null;
        for (Pool pool : pools) {
            if (pool.part(whole) > pool.part(bare)) {
                long room = pool.part(bare) > 0 ? pool.capacity() / SCRATCH_PART : pool.capacity();
                if (room < scratch) {
                    scratch = Math.max(0, room / MIB * MIB);
                    ofScratch = pool;
                }
            }
        }
        long memory = maximum.memoryBytes();
        Pool ofMemory = tooSmall(pools, runtime.claim(maximum.withScratchBytes(scratch)));
        Pool tight = ofMemory;
        while (tight != null && memory > configured.minimumMemoryBytes()) {
            memory -= Math.min(memory - configured.minimumMemoryBytes(), MIB);
            tight = tooSmall(
                    pools, runtime.claim(maximum.withScratchBytes(scratch).withMemoryBytes(memory)));
        }
        if (tight != null) {
            throw new IllegalArgumentException(tight.tooSmallForOne());
        }
        var warnings = new ArrayList<String>();
        if (whole.outsideBytes() > 0) {
            addOvercommitment(warnings, budget);
        }
        for (Pool pool : pools) {
            var limited = new ArrayList<String>();
            if (pool.equals(ofMemory)) {
                limited.add("%d MiB of memory".formatted(memory / MIB));
            }
            if (pool.equals(ofScratch)) {
                limited.add("%d MiB of scratch".formatted(scratch / MIB));
            }
            if (!limited.isEmpty()) {
                warnings.add("%s limits each program to %s".formatted(pool.name(), String.join(" and ", limited)));
            }
        }
        LimitsPolicy policy = configured.withAtMost(memory, scratch);
        addConcurrency(warnings, pools, slots, runtime.claim(policy.defaults()));
        return new FittedLimits(policy, warnings);
    }

    /** The first that does not have what is claimed; null if all have. */
    private static @Nullable Pool tooSmall(List<Pool> pools, MemoryClaim claim) {
        for (Pool pool : pools) {
            if (pool.part(claim) > pool.capacity()) {
                return pool;
            }
        }
        return null;
    }

    private static void addOvercommitment(List<String> warnings, MemoryBudget budget) {
        long guest = budget.bound(MemoryBudget.Purpose.GUEST);
        long left = Math.max(0, budget.left().outsideBytes());
        if (guest > left) {
            warnings.add(
                    "engine.guest-memory is %d MiB, but the machine or container leaves %d MiB: the kernel may kill the server"
                            .formatted(guest / MIB, left / MIB));
        }
    }

    /** Names the pool that has room for the fewest programs. */
    private static void addConcurrency(List<String> warnings, List<Pool> pools, int slots, MemoryClaim each) {
        long fewest = slots;
        Pool tightest = null;
        for (Pool pool : pools) {
            long concurrent = pool.part(each) == 0 ? slots : pool.capacity() / pool.part(each);
            if (concurrent < fewest) {
                fewest = concurrent;
                tightest = pool;
            }
        }
        if (tightest != null) {
            warnings.add("%s fits %d concurrent programs with the default limits, but there are %d slots"
                    .formatted(tightest.name(), fewest, slots));
        }
    }

    /**
     * Memory of one kind.
     *
     * @param capacity what it has for running programs, in bytes; negative if it does not even have what the rest needs
     * @param ofClaim what is claimed of it, in bytes
     * @param name with its size, as the subject of a sentence
     * @param tooSmallForOne what is wrong if it has no room for one program, and what helps
     */
    private record Pool(long capacity, ToLongFunction<MemoryClaim> ofClaim, String name, String tooSmallForOne) {
        long part(MemoryClaim claim) {
            return ofClaim.applyAsLong(claim);
        }

        static Pool heap(MemoryBudget budget) {
            String name = "heap of %d MiB".formatted(budget.available().heapBytes() / MIB);
            return new Pool(
                    budget.left().heapBytes(),
                    MemoryClaim::heapBytes,
                    "The " + name,
                    "the " + name
                            + " is too small for one program and the prepared sandboxes: raise -Xmx, or lower engine.slots");
        }

        static Pool guest(MemoryBudget budget) {
            AvailableMemory available = budget.available();
            long capacity = budget.bound(MemoryBudget.Purpose.GUEST);
            String name = "guest memory of %d MiB".formatted(capacity / MIB);
            String help = available.guestBytes() > 0
                    ? "raise engine.guest-memory"
                    : "this machine or container has %d MiB. Give it more, or lower -Xmx, engine.slots or engine.guest-threads"
                            .formatted(available.machineBytes() / MIB);
            return new Pool(
                    capacity,
                    MemoryClaim::outsideBytes,
                    "The " + name,
                    "the " + name + " is too small for one program: " + help);
        }
    }
}
