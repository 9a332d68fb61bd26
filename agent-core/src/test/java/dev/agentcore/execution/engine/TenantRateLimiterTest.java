// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.ManualTicker;
import dev.agentcore.execution.Tenant;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TenantRateLimiterTest {
    private static final Tenant ONE = new Tenant("one");
    private static final Tenant OTHER = new Tenant("other");

    private final ManualTicker ticker = new ManualTicker();

    @Test
    void grantsABurstAndThenTheRate() {
        var rates = limiter(60, 3);
        for (int run = 0; run < 3; run++) {
            assertThat(run(rates, ONE)).isZero();
        }
        assertThat(run(rates, ONE)).isEqualTo(Duration.ofSeconds(1));
        ticker.advance(Duration.ofMillis(500));
        assertThat(run(rates, ONE)).isEqualTo(Duration.ofMillis(500));
        ticker.advance(Duration.ofMillis(500));
        assertThat(run(rates, ONE)).isZero();
        assertThat(run(rates, ONE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void savesUnusedTokensUpToTheBurst() {
        var rates = limiter(60, 2);
        assertThat(run(rates, ONE)).isZero();
        ticker.advance(Duration.ofSeconds(100));
        assertThat(run(rates, ONE)).isZero();
        assertThat(run(rates, ONE)).isZero();
        assertThat(run(rates, ONE)).isPositive();
    }

    @Test
    void askingForTheDelayCostsNothing() {
        var rates = limiter(60, 1);
        for (int question = 0; question < 10; question++) {
            assertThat(rates.delay(ONE)).isZero();
        }
        assertThat(run(rates, ONE)).isZero();
        assertThat(run(rates, ONE)).isPositive();
    }

    @Test
    void tenantsHaveSeparateRates() {
        var rates = limiter(1, 1);
        assertThat(run(rates, ONE)).isZero();
        assertThat(run(rates, ONE)).isEqualTo(Duration.ofMinutes(1));
        assertThat(run(rates, OTHER)).isZero();
    }

    @Test
    void withoutARateEverythingIsGranted() {
        var rates = new TenantRateLimiter(TenantLimits.unlimited(), ticker);
        for (int run = 0; run < 1000; run++) {
            assertThat(run(rates, ONE)).isZero();
        }
    }

    @Test
    void keepsTheBucketsThatWereUsedLast() {
        var rates = limiter(1, 1);
        assertThat(run(rates, ONE)).isZero();
        for (int i = 0; i < TenantRateLimiter.MAX_BUCKETS - 1; i++) {
            assertThat(run(rates, new Tenant("n" + i))).isZero();
        }
        assertThat(run(rates, ONE)).isPositive();
        for (int i = 0; i < TenantRateLimiter.MAX_BUCKETS; i++) {
            assertThat(run(rates, new Tenant("m" + i))).isZero();
        }
        assertThat(run(rates, ONE)).isZero();
    }

    private TenantRateLimiter limiter(int runsPerMinute, int burst) {
        return new TenantRateLimiter(new TenantLimits(1, 1, runsPerMinute, burst), ticker);
    }

    private static Duration run(TenantRateLimiter rates, Tenant tenant) {
        Duration delay = rates.delay(tenant);
        if (delay.isZero()) {
            rates.count(tenant);
        }
        return delay;
    }
}
