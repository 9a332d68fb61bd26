// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import dev.agentcore.execution.Bounds;
import java.time.Duration;

/**
 * Settings of the engine.
 *
 * @param slots how many programs run at the same time; 1 to 1,024
 * @param queueCapacity how many more may be queued; 0 to 100,000
 * @param maxQueueWait the queue timeout: how long a run may be queued; 1 ms to a day
 * @param retryAfter the delay that rejected callers are asked to keep before a retry; 0 to a day
 * @param tenantLimits the quota of each tenant
 * @param guestStackBytes the stack of each slot's thread, on which the interpreter recurses, in bytes; 1 MiB to 1 GiB
 * @param guestThreads how many threads all programs together may have, besides their main ones; 1 to 16,384
 * @param guestMemoryBytes what running programs may take together outside the heap, in bytes; 0 for what the machine or the
 *     container leaves
 */
public record EngineSettings(
        int slots,
        int queueCapacity,
        Duration maxQueueWait,
        Duration retryAfter,
        TenantLimits tenantLimits,
        long guestStackBytes,
        int guestThreads,
        long guestMemoryBytes) {
    private static final long MIB = 1 << 20;

    /** The range of {@code slots}. */
    public static final Bounds<Integer> SLOTS = new Bounds<>(1, 1024);

    /** The range of {@code queueCapacity}. */
    public static final Bounds<Integer> QUEUE_CAPACITY = new Bounds<>(0, 100_000);

    /** The range of {@code maxQueueWait}. */
    public static final Bounds<Duration> MAX_QUEUE_WAIT = new Bounds<>(Duration.ofMillis(1), Bounds.LONGEST);

    /** The range of {@code retryAfter}. */
    public static final Bounds<Duration> RETRY_AFTER = new Bounds<>(Duration.ZERO, Bounds.LONGEST);

    /** The range of {@code guestStackBytes}. */
    public static final Bounds<Long> GUEST_STACK_BYTES = new Bounds<>(MIB, 1024 * MIB);

    /** The range of {@code guestThreads}. */
    public static final Bounds<Integer> GUEST_THREADS = new Bounds<>(1, 16_384);

    /** The range of {@code guestMemoryBytes}. */
    public static final Bounds<Long> GUEST_MEMORY_BYTES = new Bounds<>(0L, 16L << 40);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public EngineSettings {
        SLOTS.check("slots", slots);
        QUEUE_CAPACITY.check("queueCapacity", queueCapacity);
        MAX_QUEUE_WAIT.check("maxQueueWait", maxQueueWait);
        RETRY_AFTER.check("retryAfter", retryAfter);
        GUEST_STACK_BYTES.check("guestStackBytes", guestStackBytes);
        GUEST_THREADS.check("guestThreads", guestThreads);
        GUEST_MEMORY_BYTES.check("guestMemoryBytes", guestMemoryBytes);
    }

    /** With the guest memory that the machine or the container leaves. */
    public EngineSettings(
            int slots,
            int queueCapacity,
            Duration maxQueueWait,
            Duration retryAfter,
            TenantLimits tenantLimits,
            long guestStackBytes,
            int guestThreads) {
        this(slots, queueCapacity, maxQueueWait, retryAfter, tenantLimits, guestStackBytes, guestThreads, 0);
    }

    /** One slot a processor, a queue of 64 with a timeout of 10 s, retries after 1 s, no quota, 64 MiB of stack, 128 threads. */
    public static EngineSettings defaults() {
        return new EngineSettings(
                Runtime.getRuntime().availableProcessors(),
                64,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                TenantLimits.unlimited(),
                64 * MIB,
                128);
    }

    /** A copy with another number of slots. */
    public EngineSettings withSlots(int other) {
        return new EngineSettings(
                other,
                queueCapacity,
                maxQueueWait,
                retryAfter,
                tenantLimits,
                guestStackBytes,
                guestThreads,
                guestMemoryBytes);
    }

    /** A copy with another queue. */
    public EngineSettings withQueue(int capacity, Duration maxWait) {
        return new EngineSettings(
                slots, capacity, maxWait, retryAfter, tenantLimits, guestStackBytes, guestThreads, guestMemoryBytes);
    }

    /** A copy with other limits for tenants. */
    public EngineSettings withTenantLimits(TenantLimits other) {
        return new EngineSettings(
                slots, queueCapacity, maxQueueWait, retryAfter, other, guestStackBytes, guestThreads, guestMemoryBytes);
    }

    /** A copy with another guest memory. */
    public EngineSettings withGuestMemoryBytes(long other) {
        return new EngineSettings(
                slots, queueCapacity, maxQueueWait, retryAfter, tenantLimits, guestStackBytes, guestThreads, other);
    }
}
