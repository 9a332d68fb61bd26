// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * How many programs run and wait at a time.
 *
 * @param slots how many run at the same time; 1 to 1,024
 * @param queueCapacity how many may wait for a slot; 0 to 100,000
 * @param maxQueueWait how long one may wait for a slot; 1 ms to a day
 * @param retryAfter how long who was refused is told to wait before trying again; 0 to a day
 * @param tenantLimits what each tenant may have of that
 * @param guestStackBytes the stack of each slot's thread, on which the interpreter recurses; 1 MiB to 1 GiB
 */
public record EngineSettings(
        int slots,
        int queueCapacity,
        Duration maxQueueWait,
        Duration retryAfter,
        TenantLimits tenantLimits,
        long guestStackBytes) {
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
    }

    /** A slot for each processor, 64 waiting for 10 s at most, 1 s before the next try, no limits for tenants, 64 MiB of stack. */
    public static EngineSettings defaults() {
        return new EngineSettings(
                Runtime.getRuntime().availableProcessors(),
                64,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                TenantLimits.none(),
                64 * MIB);
    }

    /** The same with another number of slots. */
    public EngineSettings withSlots(int other) {
        return new EngineSettings(other, queueCapacity, maxQueueWait, retryAfter, tenantLimits, guestStackBytes);
    }

    /** The same with another queue. */
    public EngineSettings withQueue(int capacity, Duration maxWait) {
        return new EngineSettings(slots, capacity, maxWait, retryAfter, tenantLimits, guestStackBytes);
    }

    /** The same with other limits for tenants. */
    public EngineSettings withTenantLimits(TenantLimits other) {
        return new EngineSettings(slots, queueCapacity, maxQueueWait, retryAfter, other, guestStackBytes);
    }
}
