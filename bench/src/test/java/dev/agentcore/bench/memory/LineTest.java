// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LineTest {
    @Test
    void goesThroughPointsThatLieOnOne() {
        Line line = Line.through(List.of(new Line.Point(1, 5), new Line.Point(2, 8), new Line.Point(9, 29)));

        assertThat(line.slope()).isCloseTo(3, within(1e-9));
        assertThat(line.offset()).isCloseTo(2, within(1e-9));
    }

    @Test
    void goesBetweenPointsThatDoNot() {
        Line line = Line.through(
                List.of(new Line.Point(0, 1), new Line.Point(0, 3), new Line.Point(10, 21), new Line.Point(10, 23)));

        assertThat(line.slope()).isCloseTo(2, within(1e-9));
        assertThat(line.offset()).isCloseTo(2, within(1e-9));
    }

    @Test
    void needsTwoPlaces() {
        assertThatThrownBy(() -> Line.through(List.of(new Line.Point(1, 5), new Line.Point(1, 8))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Line.through(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
