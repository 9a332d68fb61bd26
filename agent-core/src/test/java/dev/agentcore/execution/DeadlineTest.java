// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeadlineTest {
    private final ManualTicker ticker = new ManualTicker();

    @ParameterizedTest(name = "{0} ms left of {1} ms requested are {2} ms")
    @CsvSource({
        // The margin is a tenth,
        "3000, 30000, 2700",
        // at most 500 ms,
        "20000, 30000, 19500",
        // at least 50 ms,
        "200, 30000, 150",
        // and at most half.
        "60, 30000, 30",
        "1, 30000, 0.5",
        // A distant deadline changes nothing.
        "30500, 30000, 30000",
        "86400000, 30000, 30000",
        "3000, 100, 100"
    })
    void shortens(double remaining, double requested, double expected) {
        var deadline = Deadline.after(millis(remaining), ticker);
        assertThat(deadline.shorten(millis(requested), ticker)).isEqualTo(millis(expected));
    }

    @Test
    void leavesOneNanosecondIfNoTimeRemains() {
        var deadline = Deadline.after(Duration.ZERO, ticker);
        assertThat(deadline.shorten(Duration.ofSeconds(1), ticker)).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void passesWhenItsTimeIsOver() {
        var deadline = Deadline.after(Duration.ofSeconds(60), ticker);
        assertThat(deadline.remaining(ticker)).isEqualTo(Duration.ofSeconds(60));
        ticker.advance(Duration.ofSeconds(60).minusNanos(1));
        assertThat(deadline.hasPassed(ticker)).isFalse();
        assertThat(deadline.remaining(ticker)).isEqualTo(Duration.ofNanos(1));
        ticker.advance(Duration.ofNanos(1));
        assertThat(deadline.hasPassed(ticker)).isTrue();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(deadline.hasPassed(ticker)).isTrue();
        assertThat(deadline.remaining(ticker)).isZero();
    }

    @Test
    void mayHavePassedFromTheStart() {
        var deadline = Deadline.after(Duration.ofSeconds(-1), ticker);
        assertThat(deadline.hasPassed(ticker)).isTrue();
        assertThat(deadline.remaining(ticker)).isZero();
    }

    @Test
    void mayBeAHundredYearsAway() {
        var century = Duration.ofDays(36_500);
        assertThat(Deadline.after(century, ticker).remaining(ticker)).isEqualTo(century);
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }
}
