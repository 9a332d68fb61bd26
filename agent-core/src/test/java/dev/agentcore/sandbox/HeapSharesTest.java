// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.LimitsPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeapSharesTest {
    private static final long MIB = 1 << 20;

    @Test
    void whatIsLeftOfTheHeapIsTheSandboxes() {
        assertThat(HeapShares.of(1600 * MIB, 10 * MIB, 2, 42 * MIB).capacity())
                .isEqualTo((1600 - 200 - 128 - 200 - 30 - 42) * MIB);
        assertThat(HeapShares.of(100 * MIB, 10 * MIB, 2, 0).capacity()).isZero();
    }

    @Test
    void requestsHaveAShareThatHoldsTheLargest() {
        assertThat(HeapShares.of(1600 * MIB, 0, 0, 0).requestCapacity()).isEqualTo(200 * MIB);
        assertThat(HeapShares.of(100 * MIB, 0, 0, 0).requestCapacity()).isEqualTo(96 * MIB);
    }

    @Test
    void aSandboxClaimsItsMemoryWhileItGrowsAndItsScratch() {
        var limits = LimitsPolicy.defaultPolicy().defaults().withMemoryBytes(64 * MIB);
        assertThat(HeapShares.claim(limits)).isEqualTo(96 * MIB);
        assertThat(HeapShares.claim(limits.withScratchBytes(5 * MIB).withWallTime(Duration.ofHours(1))))
                .isEqualTo(101 * MIB);
    }
}
