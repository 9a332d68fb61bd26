// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MeasurementTest {
    @Test
    void isTheLastLine() throws IOException {
        String printed = """
                a word of the interpreter's own
                {"first": 0.02, "steady": 1.5e-05, "calls": 7, "spent": 0.5, "python": "3.13.15"}
                """;

        assertThat(Measurement.parse(printed)).isEqualTo(new Measurement(0.02, 1.5e-05, 7, 0.5, "3.13.15"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "done", "{\"first\": 0.02", "{\"first\": 0.02}", "null", "{\"first\": 0, \"steady\": 0}"})
    void refusesWhatIsNone(String printed) {
        assertThatThrownBy(() -> Measurement.parse(printed))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a measurement");
    }
}
