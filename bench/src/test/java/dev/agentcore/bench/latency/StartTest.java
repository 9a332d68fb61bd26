// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StartTest {
    @Test
    void recoversWhenTheMediansOfAllThatFollowsAreWithinTheBound() {
        // 40 slow runs, and then 60 fast ones: the first window with a fast median has 8 of 15 fast runs in it.
        Start start =
                start(IntStream.range(0, 100).mapToObj(i -> i < 40 ? 10.0 : 1.0).toList());

        assertThat(start.secondsUntilWithin(2)).isEqualTo(40 - 7);
    }

    @Test
    void aSingleSlowRunIsNoRelapse() {
        Start start = start(
                IntStream.range(0, 100).mapToObj(i -> i == 50 ? 10.0 : 1.0).toList());

        assertThat(start.secondsUntilWithin(2)).isZero();
    }

    @Test
    void aServerThatIsSlowAtTheEndHasNotRecovered() {
        Start start =
                start(IntStream.range(0, 100).mapToObj(i -> i < 80 ? 1.0 : 10.0).toList());

        assertThat(start.secondsUntilWithin(2)).isInfinite();
    }

    @Test
    void tellsARunByItsNumber() {
        Start start =
                start(IntStream.rangeClosed(1, 20).mapToObj(i -> (double) i).toList());

        assertThat(start.millis(1)).isEqualTo(1);
        assertThat(start.millis(10)).isEqualTo(10);
        assertThat(start.millis(100)).isEqualTo(20);
    }

    @Test
    void itsOutlineIsTheFirstRunAndMediansOfEqualTimes() {
        Start start =
                start(IntStream.rangeClosed(1, 21).mapToObj(i -> (double) i).toList());

        assertThat(start.outline(10))
                .containsExactly(
                        new Start.Run(0, 1), new Start.Run(5, 6), new Start.Run(15, 15.5), new Start.Run(25, 21));
    }

    @Test
    void tooFewRunsTellNothing() {
        assertThatThrownBy(() -> start(List.of(1.0))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Runs that begin a second apart. */
    private static Start start(List<Double> millis) {
        return new Start(
                Duration.ofSeconds(1),
                20,
                IntStream.range(0, millis.size())
                        .mapToObj(i -> new Start.Run(i, millis.get(i)))
                        .toList());
    }
}
