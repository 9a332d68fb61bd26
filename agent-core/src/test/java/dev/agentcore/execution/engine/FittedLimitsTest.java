// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.MemoryFootprint;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FittedLimitsTest {
    private static final long MIB = 1 << 20;
    private static final LimitsPolicy CONFIGURED = LimitsPolicy.defaultPolicy();

    // Each of its sandboxes claims its limit of memory, and nothing for scratch.
    private final ScriptedRuntime runtime = new ScriptedRuntime();

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void aLargeHeapChangesNothing() {
        assertThat(FittedLimits.fit(CONFIGURED, 4, runtime, heap(4096)))
                .isEqualTo(new FittedLimits(CONFIGURED, List.of()));
    }

    @Test
    void aSmallHeapLowersMemoryAndScratch() {
        // 800 - 128 - 100 - 100 MiB are for runs.
        var fitted = FittedLimits.fit(CONFIGURED, 1, runtime, heap(800));
        assertThat(fitted.policy().maximum().memoryBytes()).isEqualTo(472 * MIB);
        assertThat(fitted.policy().maximum().scratchBytes()).isEqualTo(118 * MIB);
        assertThat(fitted.policy().defaults()).isEqualTo(CONFIGURED.defaults().withMemoryBytes(472 * MIB));
        assertThat(fitted.warnings())
                .containsExactly("The heap of 800 MiB limits each program to 472 MiB of memory and 118 MiB of scratch");
    }

    @Test
    void saysHowManySlotsCanBeUsed() {
        var fitted = FittedLimits.fit(CONFIGURED, 2, runtime, heap(800));
        assertThat(fitted.warnings())
                .containsExactly(
                        "The heap of 800 MiB limits each program to 472 MiB of memory and 118 MiB of scratch",
                        "The heap of 800 MiB fits 1 concurrent programs with the default limits, but there are 2 slots");
    }

    @Test
    void lowersTheDefaultsWhereTheMaximumRequiresIt() {
        var fitted = FittedLimits.fit(CONFIGURED, 1, runtime, heap(400));
        assertThat(fitted.policy().maximum().memoryBytes()).isEqualTo(126 * MIB);
        assertThat(fitted.policy().defaults().memoryBytes()).isEqualTo(126 * MIB);
    }

    @Test
    void aHeapWithoutRoomForOneProgramIsAnError() {
        assertThatThrownBy(() -> FittedLimits.fit(CONFIGURED, 1, runtime, heap(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the heap of 64 MiB is too small for one program and the prepared sandboxes: raise -Xmx, or"
                        + " lower engine.slots");
    }

    private static MemoryBudget heap(long mib) {
        return MemoryBudget.of(mib * MIB, MemoryFootprint.NONE, MIB, MIB);
    }
}
