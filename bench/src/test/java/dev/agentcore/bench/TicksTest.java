// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TicksTest {
    @Test
    void linearTicksAreRoundAndEncloseTheValues() {
        assertThat(Ticks.linear(0, 610, 6).values()).containsExactly(0.0, 200.0, 400.0, 600.0, 800.0);
        assertThat(Ticks.linear(0, 0.04, 4).values()).hasSize(5).startsWith(0.0).endsWith(0.04);
        assertThat(Ticks.linear(0, 0, 5).end()).isPositive();
    }

    @Test
    void logarithmicTicksEncloseTheValues() {
        assertThat(Ticks.logarithmic(1.3, 30).values()).containsExactly(1.0, 2.0, 5.0, 10.0, 20.0, 50.0);
        assertThat(Ticks.logarithmic(0.5, 90_000).values())
                .contains(1.0, 10.0, 100_000.0)
                .doesNotContain(20.0);
        assertThat(Ticks.logarithmic(1, 1).end()).isGreaterThan(1);
    }

    @Test
    void percentilesGoOnToTheNextNine() {
        assertThat(Ticks.percentiles(99.95).values()).containsExactly(0.0, 50.0, 90.0, 99.0, 99.9, 99.99);
        assertThat(Ticks.label(99.99)).isEqualTo("99.99");
        assertThat(Ticks.label(10_000)).isEqualTo("10,000");
        assertThat(Ticks.label(0.5)).isEqualTo("0.5");
    }
}
