// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.LimitsPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SandboxClaimTest {
    private static final long MIB = 1 << 20;

    @Test
    void aSandboxClaimsItsMemoryWhileItGrowsAndItsScratch() {
        var limits = LimitsPolicy.defaultPolicy().defaults().withMemoryBytes(64 * MIB);
        assertThat(GuestPythonRuntime.claimBytes(limits)).isEqualTo(96 * MIB);
        assertThat(GuestPythonRuntime.claimBytes(
                        limits.withScratchBytes(5 * MIB).withWallTime(Duration.ofHours(1))))
                .isEqualTo(101 * MIB);
    }
}
