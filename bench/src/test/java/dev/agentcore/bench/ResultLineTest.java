// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResultLineTest {
    @Test
    void keepsTheOrderAndRoundsFractionsOnly() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("z_ms", 1.23456);
        keys.put("runs", 1234567L);
        keys.put("rate", 123456.0);
        keys.put("small", 0.00001234567);
        keys.put("big", 123456.789);
        keys.put("worst", "json \"x\"");

        assertThat(ResultLine.of(keys))
                .isEqualTo("RESULT {\"z_ms\":1.235,\"runs\":1234567,\"rate\":123456,\"small\":0.00001235,"
                        + "\"big\":123500,\"worst\":\"json \\\"x\\\"\"}");
    }

    @Test
    void findingsRefuseWhatIsNoNumber() {
        assertThatThrownBy(() -> new Findings("t", "m", List.of(), List.of(), Map.of("p50_ms", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("p50_ms");
    }
}
