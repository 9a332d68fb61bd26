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

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public EngineSettings {
        Bounds.check("slots", slots, 1, 1024);
        Bounds.check("queueCapacity", queueCapacity, 0, 100_000);
        Bounds.check("maxQueueWait", maxQueueWait, Duration.ofMillis(1), Bounds.LONGEST);
        Bounds.check("retryAfter", retryAfter, Duration.ZERO, Bounds.LONGEST);
        Bounds.check("guestStackBytes", guestStackBytes, MIB, 1024 * MIB);
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
