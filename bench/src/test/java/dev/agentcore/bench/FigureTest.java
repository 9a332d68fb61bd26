// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FigureTest {
    @Test
    void hasThreeDigitsOrAllBeforeThePoint() {
        assertThat(Figure.text(0.0123456)).isEqualTo("0.0123");
        assertThat(Figure.text(1.2)).isEqualTo("1.20");
        assertThat(Figure.text(12.34)).isEqualTo("12.3");
        assertThat(Figure.text(12345.6)).isEqualTo("12,346");
        assertThat(Figure.text(9.996)).isEqualTo("10.0");
        assertThat(Figure.text(-1.5)).isEqualTo("-1.50");
        assertThat(Figure.text(0)).isEqualTo("0");
        assertThat(Figure.text(Double.NaN)).isEmpty();
        assertThat(Figure.ratio(2.345)).isEqualTo("2.35x");
    }
}
