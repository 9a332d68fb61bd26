// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SamplesTest {
    private static final Samples SAMPLES = Samples.of(4, 1, 3, 2);

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(SAMPLES.median()).isEqualTo(2.5);
        assertThat(Samples.of(List.of(5, 1, 2)).median()).isEqualTo(2);
    }

    @Test
    void quantilesGoFromTheLeastToTheGreatest() {
        assertThat(SAMPLES.quantile(0)).isEqualTo(SAMPLES.min()).isEqualTo(1);
        assertThat(SAMPLES.quantile(1)).isEqualTo(SAMPLES.max()).isEqualTo(4);
        assertThat(SAMPLES.quantile(0.9)).isEqualTo(3.7, within(1e-9));
    }

    @Test
    void theGeometricMeanAveragesRatios() {
        assertThat(Samples.of(0.5, 8).geometricMean()).isEqualTo(2, within(1e-9));
        assertThatThrownBy(() -> Samples.of(0, 8).geometricMean()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void thereIsNoneWithoutValues() {
        assertThatThrownBy(() -> Samples.of()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.of(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
