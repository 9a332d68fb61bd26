// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each tenant may come: a token bucket for each. Not thread-safe.
 *
 * <p>Those that came last are remembered, so many and no more; who is forgotten begins with a full bucket.
 */
final class TenantRates {
    static final int REMEMBERED = 10_000;

    private static final double NANOS_PER_MINUTE = 60e9;

    private final int burst;
    private final double tokensPerNano;
    private final LinkedHashMap<Tenant, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tenant, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    TenantRates(TenantLimits limits) {
        burst = limits.burst();
        tokensPerNano = limits.runsPerMinute() / NANOS_PER_MINUTE;
    }

    /**
     * Counts a tenant's coming.
     *
     * @param nowNanos {@link System#nanoTime}
     * @return zero if it may come now; else after how long it may
     */
    Duration come(Tenant tenant, long nowNanos) {
        if (tokensPerNano == 0) {
            return Duration.ZERO;
        }
        return buckets.computeIfAbsent(tenant, newcomer -> new Bucket(nowNanos)).take(nowNanos);
    }

    private final class Bucket {
        private double tokens = burst;
        private long filledNanos;

        Bucket(long nowNanos) {
            filledNanos = nowNanos;
        }

        Duration take(long nowNanos) {
            tokens = Math.min(burst, tokens + (nowNanos - filledNanos) * tokensPerNano);
            filledNanos = nowNanos;
            if (tokens >= 1) {
                tokens--;
                return Duration.ZERO;
            }
            return Duration.ofNanos((long) Math.ceil((1 - tokens) / tokensPerNano));
        }
    }
}
