// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EngineSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final TenantLimits NONE = TenantLimits.unlimited();

    @Test
    void engineDefaults() {
        assertThat(EngineSettings.defaults())
                .isEqualTo(new EngineSettings(
                        Runtime.getRuntime().availableProcessors(),
                        64,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        TenantLimits.unlimited(),
                        64L << 20,
                        128));
    }

    @Test
    void tenantBoundsAreNamed() {
        refuses("tenant slots must be 1 to 1024, but is 0", () -> new TenantLimits(0, 0, 0, 1));
        refuses("tenant queueCapacity must be 0 to 100000, but is -1", () -> new TenantLimits(1, -1, 0, 1));
        refuses("tenant runsPerMinute must be 0 to 1000000, but is -1", () -> new TenantLimits(1, 0, -1, 1));
        refuses("tenant burst must be 1 to 1000000, but is 0", () -> new TenantLimits(1, 0, 1, 0));
    }

    @Test
    void engineBoundsAreNamed() {
        refuses("slots must be 1 to 1024, but is 0", () -> new EngineSettings(0, 0, SECOND, SECOND, NONE, 64 << 20, 1));
        refuses(
                "queueCapacity must be 0 to 100000, but is -1",
                () -> new EngineSettings(1, -1, SECOND, SECOND, NONE, 64 << 20, 1));
        refuses(
                "maxQueueWait must be PT0.001S to PT24H, but is PT0S",
                () -> new EngineSettings(1, 0, Duration.ZERO, SECOND, NONE, 64 << 20, 1));
        refuses(
                "retryAfter must be PT0S to PT24H, but is PT-1S",
                () -> new EngineSettings(1, 0, SECOND, SECOND.negated(), NONE, 64 << 20, 1));
        refuses(
                "guestStackBytes must be 1048576 to 1073741824, but is 1",
                () -> new EngineSettings(1, 0, SECOND, SECOND, NONE, 1, 1));
        refuses(
                "guestMemoryBytes must be 0 to 17592186044416, but is -1",
                () -> EngineSettings.defaults().withGuestMemoryBytes(-1));
    }

    @Test
    void copiesKeepTheGuestMemory() {
        EngineSettings bounded = EngineSettings.defaults().withGuestMemoryBytes(1L << 40);
        assertThat(bounded.withSlots(1)
                        .withQueue(1, SECOND)
                        .withTenantLimits(NONE)
                        .guestMemoryBytes())
                .isEqualTo(1L << 40);
    }

    @Test
    void limitsPolicyDefaultsKeepWithinItsBounds() {
        var small = new Limits(SECOND, SECOND, 100, 100);
        assertThat(new LimitsPolicy(small, small, 100).defaults()).isEqualTo(small);
        refuses("minimumMemoryBytes must be 1 to 100, but is 101", () -> new LimitsPolicy(small, small, 101));
        refuses(
                "defaults.wallTime must be PT0.000000001S to PT1S, but is PT2S",
                () -> new LimitsPolicy(small.withWallTime(SECOND.multipliedBy(2)), small, 1));
        refuses(
                "defaults.memoryBytes must be 50 to 100, but is 49",
                () -> new LimitsPolicy(new Limits(SECOND, SECOND, 49, 1), small, 50));
        refuses(
                "defaults.outputBytes must be 1 to 100, but is 101",
                () -> new LimitsPolicy(new Limits(SECOND, SECOND, 100, 101), small, 50));
    }

    private static void refuses(String message, Runnable construction) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
