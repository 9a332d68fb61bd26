// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * What each tenant may have at a time.
 *
 * @param slots how many of a tenant's programs run at the same time; 1 to 1,024
 * @param queueCapacity how many of them may wait; 0 to 100,000
 * @param runsPerMinute how many may come in a minute, on the average; 0, which is any number, to a million
 * @param burst how many may come at once, where there is such a rate; 1 to a million
 */
public record TenantLimits(int slots, int queueCapacity, int runsPerMinute, int burst) {
    private static final int MANY = 1_000_000;

    /** The range of {@code slots}. */
    public static final Bounds<Integer> SLOTS = new Bounds<>(1, 1024);

    /** The range of {@code queueCapacity}. */
    public static final Bounds<Integer> QUEUE_CAPACITY = new Bounds<>(0, 100_000);

    /** The range of {@code runsPerMinute}. */
    public static final Bounds<Integer> RUNS_PER_MINUTE = new Bounds<>(0, MANY);

    /** The range of {@code burst}. */
    public static final Bounds<Integer> BURST = new Bounds<>(1, MANY);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public TenantLimits {
        SLOTS.check("tenant slots", slots);
        QUEUE_CAPACITY.check("tenant queueCapacity", queueCapacity);
        RUNS_PER_MINUTE.check("tenant runsPerMinute", runsPerMinute);
        BURST.check("tenant burst", burst);
    }

    /** Nothing is a tenant's own limit: each may have all there is, as long as no other wants a part of it. */
    public static TenantLimits none() {
        return new TenantLimits(1024, 100_000, 0, 60);
    }
}
