// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RetentionSettingsTest {
    private static final RetentionSettings DEFAULTS = RetentionSettings.defaults();

    @Test
    void theDefaultsAreDocumented() {
        assertThat(DEFAULTS)
                .isEqualTo(new RetentionSettings(Duration.ofMinutes(2), 64 << 20, 10_000, Duration.ofSeconds(10)));
    }

    @Test
    void theBoundsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withTime(Duration.ofHours(2)))
                .withMessage("replay time must be PT0S to PT1H, but is PT2H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withMemoryBytes(1))
                .withMessage("replay memoryBytes must be 1048576 to 1073741824, but is 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withRuns(0))
                .withMessage("replay runs must be 1 to 1000000, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withReconnectTimeout(Duration.ofMinutes(11)))
                .withMessage("replay reconnectTimeout must be PT0S to PT10M, but is PT11M");
    }
}
