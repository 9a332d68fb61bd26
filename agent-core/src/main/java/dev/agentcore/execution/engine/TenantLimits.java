// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import dev.agentcore.execution.Bounds;

/**
 * The quota of each tenant.
 *
 * @param slots how many of a tenant's programs run at the same time; 1 to 1,024
 * @param queueCapacity how many more of its runs may be queued; 0 to 100,000
 * @param runsPerMinute its rate limit; 0 (unlimited) to a million
 * @param burst how many runs it may submit at once under a rate limit; 1 to a million
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

    /** No quota: each tenant may use everything that no other tenant asks for. */
    public static TenantLimits unlimited() {
        return new TenantLimits(1024, 100_000, 0, 60);
    }
}
