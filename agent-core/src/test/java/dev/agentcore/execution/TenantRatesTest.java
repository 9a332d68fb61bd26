// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TenantRatesTest {
    private static final Tenant ONE = new Tenant("one");
    private static final Tenant OTHER = new Tenant("other");
    private static final long SECOND = 1_000_000_000;

    @Test
    void aBurstAndThenTheRate() {
        var rates = new TenantRates(new TenantLimits(1, 1, 60, 3));
        for (int i = 0; i < 3; i++) {
            assertThat(rates.come(ONE, 0)).isZero();
        }
        assertThat(rates.come(ONE, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(rates.come(ONE, SECOND / 2)).isEqualTo(Duration.ofMillis(500));
        assertThat(rates.come(ONE, SECOND)).isZero();
        assertThat(rates.come(ONE, SECOND)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatIsNotUsedIsSavedUpToTheBurst() {
        var rates = new TenantRates(new TenantLimits(1, 1, 60, 2));
        assertThat(rates.come(ONE, 0)).isZero();
        assertThat(rates.come(ONE, 100 * SECOND)).isZero();
        assertThat(rates.come(ONE, 100 * SECOND)).isZero();
        assertThat(rates.come(ONE, 100 * SECOND)).isPositive();
    }

    @Test
    void tenantsHaveRatesOfTheirOwn() {
        var rates = new TenantRates(new TenantLimits(1, 1, 1, 1));
        assertThat(rates.come(ONE, 0)).isZero();
        assertThat(rates.come(ONE, 0)).isEqualTo(Duration.ofMinutes(1));
        assertThat(rates.come(OTHER, 0)).isZero();
    }

    @Test
    void withoutARateAnybodyComesAtAnyTime() {
        var rates = new TenantRates(TenantLimits.none());
        for (int i = 0; i < 1000; i++) {
            assertThat(rates.come(ONE, 0)).isZero();
        }
    }

    @Test
    void thoseThatCameLastAreRemembered() {
        var rates = new TenantRates(new TenantLimits(1, 1, 1, 1));
        assertThat(rates.come(ONE, 0)).isZero();
        for (int i = 0; i < TenantRates.REMEMBERED - 1; i++) {
            assertThat(rates.come(new Tenant("n" + i), 0)).isZero();
        }
        assertThat(rates.come(ONE, 0)).isPositive();
        for (int i = 0; i < TenantRates.REMEMBERED; i++) {
            assertThat(rates.come(new Tenant("m" + i), 0)).isZero();
        }
        assertThat(rates.come(ONE, 0)).isZero();
    }
}
