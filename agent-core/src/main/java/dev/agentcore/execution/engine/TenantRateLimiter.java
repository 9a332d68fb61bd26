// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits the rate of each tenant's runs by a token bucket. Not thread-safe.
 *
 * <p>Keeps the buckets of the {@value #MAX_BUCKETS} tenants that were active last. A tenant whose bucket was dropped starts
 * with a full one.
 */
final class TenantRateLimiter {
    static final int MAX_BUCKETS = 10_000;

    private static final double NANOS_PER_MINUTE = 60e9;

    private final int burst;
    private final double tokensPerNano;
    private final Ticker ticker;
    private final LinkedHashMap<Tenant, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tenant, Bucket> eldest) {
            return size() > MAX_BUCKETS;
        }
    };

    TenantRateLimiter(TenantLimits limits, Ticker ticker) {
        this.ticker = ticker;
        burst = limits.burst();
        tokensPerNano = limits.runsPerMinute() / NANOS_PER_MINUTE;
    }

    /** How long a tenant must wait for its next run; zero if it may run now. */
    Duration delay(Tenant tenant) {
        return isUnlimited() ? Duration.ZERO : bucket(tenant).delay();
    }

    /** Counts a run. To be called only if {@link #delay} is zero. */
    void count(Tenant tenant) {
        if (!isUnlimited()) {
            bucket(tenant).tokens--;
        }
    }

    private boolean isUnlimited() {
        return tokensPerNano == 0;
    }

    private Bucket bucket(Tenant tenant) {
        return buckets.computeIfAbsent(tenant, newcomer -> new Bucket());
    }

    private final class Bucket {
        private double tokens = burst;
        private long filledNanos = ticker.nanos();

        Duration delay() {
            long now = ticker.nanos();
            tokens = Math.min(burst, tokens + (now - filledNanos) * tokensPerNano);
            filledNanos = now;
            return tokens >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tokens) / tokensPerNano));
        }
    }
}
