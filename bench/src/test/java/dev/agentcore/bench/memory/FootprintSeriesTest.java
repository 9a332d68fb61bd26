// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class FootprintSeriesTest {
    private final FootprintSeries series = new FootprintSeries();

    FootprintSeriesTest() {
        series.add(0, 1, footprint(100, 50));
        series.add(0, 9, footprint(180, 130));
        series.add(1, 1, footprint(110, 50));
        series.add(1, 9, footprint(206, 146));
    }

    @Test
    void tellsWhatOneMoreTakesRoundByRound() {
        assertThat(series.perOne(Footprint::residentMb).min()).isCloseTo(10, within(1e-9));
        assertThat(series.perOne(Footprint::residentMb).max()).isCloseTo(12, within(1e-9));
        assertThat(series.perOne(Footprint::liveHeapMb).median()).isCloseTo(11, within(1e-9));
    }

    @Test
    void aTableHasARowForEachCountAndOneForOneMore() {
        assertThat(series.table("caption", "slots").rows())
                .extracting(row -> row.get(0) + ": " + row.get(1))
                .containsExactly("1: 105", "9: 193", "each one more: 11.0");
    }

    private static Footprint footprint(double residentMb, double liveHeapMb) {
        return new Footprint(residentMb, residentMb, residentMb, liveHeapMb, residentMb);
    }
}
