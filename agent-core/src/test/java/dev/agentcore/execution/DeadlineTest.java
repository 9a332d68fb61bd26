// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeadlineTest {
    @ParameterizedTest(name = "{0} ms left of {1} ms asked for are {2} ms")
    @CsvSource({
        // The margin: a tenth,
        "3000, 30000, 2700",
        // at most 500 ms,
        "20000, 30000, 19500",
        // at least 50 ms,
        "200, 30000, 150",
        // and at most half.
        "60, 30000, 30",
        "1, 30000, 0.5",
        // A deadline that is far away changes nothing.
        "30500, 30000, 30000",
        "86400000, 30000, 30000",
        "3000, 100, 100"
    })
    void shortens(double remaining, double asked, double expected) {
        assertThat(Deadline.shorten(millis(asked), millis(remaining))).isEqualTo(millis(expected));
    }

    @Test
    void leavesATraceOfTimeWhenThereIsNone() {
        assertThat(Deadline.shorten(Duration.ofSeconds(1), Duration.ZERO)).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void passes() {
        assertThat(Deadline.after(Duration.ofSeconds(-1)).passed()).isTrue();
        assertThat(Deadline.after(Duration.ofSeconds(-1)).remaining()).isZero();
        assertThat(Deadline.after(Duration.ofSeconds(60)).passed()).isFalse();
        assertThat(Deadline.after(Duration.ofSeconds(60)).remaining())
                .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void mayBeAHundredYearsAway() {
        assertThat(Deadline.after(Duration.ofDays(36_500)).remaining()).isGreaterThan(Duration.ofDays(36_499));
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }
}
