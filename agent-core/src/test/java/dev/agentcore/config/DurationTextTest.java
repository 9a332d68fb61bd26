// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "500ms,PT0.5S",
        "1s,PT1S",
        "1.5s,PT1.5S",
        "2m,PT2M",
        "1h,PT1H",
        "0.001ms,PT0.000001S",
        "0s,PT0S",
        "2 m,PT2M"
    })
    void parses(String text, Duration expected) {
        assertThat(DurationText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "s", "1  s", "-1s", "1S", "1d", "1,5s", "1e3s", "1s2s", "١s"})
    void rejectsWhatIsNotADuration(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .hasMessage("'" + text + "' is not a duration; write 500ms, 1.5s, 2m or 1h");
    }

    @ParameterizedTest
    @CsvSource("999999999999h,too long")
    void rejectsWhatIsOutOfRange(String text, String why) {
        assertThatThrownBy(() -> DurationText.parse(text)).hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "PT1S,1 s",
        "PT1.0449S,1 s",
        "PT1.05S,1.1 s",
        "PT5M,300 s",
        "PT0.5S,0.5 s",
        "PT0.0004S,0 s",
        "PT100S,100 s"
    })
    void formats(Duration duration, String expected) {
        assertThat(DurationText.format(duration)).isEqualTo(expected);
    }
}
