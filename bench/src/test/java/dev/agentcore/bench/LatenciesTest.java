// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LatenciesTest {
    @Test
    void tellsPercentilesInMilliseconds() {
        var latencies = new Latencies();
        for (int millis = 1; millis <= 100; millis++) {
            latencies.record(millis * 1_000_000L);
        }

        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.millis(50)).isEqualTo(50, within(0.1));
        assertThat(latencies.millis(99)).isEqualTo(99, within(0.1));
        assertThat(latencies.maxMillis()).isEqualTo(100, within(0.1));
    }

    @Test
    void aCurveEndsWhereSingleValuesBegin() {
        var latencies = new Latencies();
        for (int millis = 1; millis <= 100; millis++) {
            latencies.record(millis * 1_000_000L);
        }

        Curve curve = latencies.curve("x");

        assertThat(curve.points().getFirst().x()).isZero();
        assertThat(curve.points().getLast().x()).isBetween(95.0, 99.0);
        assertThat(curve.points()).isSortedAccordingTo((a, b) -> Double.compare(a.y(), b.y()));
    }

    @Test
    void noLatenciesHaveNoPercentiles() {
        assertThat(new Latencies().millis(50)).isNaN();
    }
}
