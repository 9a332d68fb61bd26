// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.MemoryClaim;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SandboxClaimTest {
    private static final long MIB = 1 << 20;

    private static final Limits LIMITS = LimitsPolicy.defaultPolicy().defaults().withMemoryBytes(64 * MIB);
    private static final Limits WITH_SCRATCH = LIMITS.withScratchBytes(5 * MIB).withWallTime(Duration.ofHours(1));

    private static MemoryClaim claim(Limits limits) {
        return Python.runtime().claim(limits);
    }

    /** On the JVM's heap, a memory that grows exists twice. */
    @Test
    void aSandboxClaimsItsMemoryAndItsScratchWhereTheyAre() {
        if (TestedEngine.isJvm()) {
            assertThat(claim(LIMITS)).isEqualTo(new MemoryClaim(96 * MIB, 0));
            assertThat(claim(WITH_SCRATCH)).isEqualTo(new MemoryClaim(101 * MIB, 0));
        } else if (Python.isInProcesses()) {
            assertThat(claim(LIMITS)).isEqualTo(new MemoryClaim(0, 64 * MIB));
            assertThat(claim(WITH_SCRATCH)).isEqualTo(new MemoryClaim(0, 69 * MIB));
        } else {
            assertThat(claim(LIMITS)).isEqualTo(new MemoryClaim(0, 64 * MIB));
            assertThat(claim(WITH_SCRATCH)).isEqualTo(new MemoryClaim(5 * MIB, 64 * MIB));
        }
    }
}
