// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.MemoryClaim;
import dev.agentcore.execution.MemoryFootprint;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where all of a sandbox is on the heap, where its linear memory is outside of it, and where all of it is. */
final class FittedLimitsTest {
    private static final long MIB = 1 << 20;
    private static final LimitsPolicy CONFIGURED = LimitsPolicy.defaultPolicy();

    private final ScriptedRuntime onHeap =
            new ScriptedRuntime().claiming(limits -> MemoryClaim.onHeap(limits.memoryBytes() + limits.scratchBytes()));
    private final ScriptedRuntime memoryOutside =
            new ScriptedRuntime().claiming(limits -> new MemoryClaim(limits.scratchBytes(), limits.memoryBytes()));
    private final ScriptedRuntime allOutside =
            new ScriptedRuntime().claiming(limits -> new MemoryClaim(0, limits.memoryBytes() + limits.scratchBytes()));

    @AfterEach
    void close() {
        onHeap.close();
        memoryOutside.close();
        allOutside.close();
    }

    @Test
    void aLargeHeapChangesNothing() {
        assertThat(FittedLimits.fit(CONFIGURED, 4, onHeap, heap(4096)))
                .isEqualTo(new FittedLimits(CONFIGURED, List.of()));
    }

    @Test
    void aSmallHeapLowersMemoryAndScratch() {
        // 800 - 128 - 100 - 100 MiB are for runs.
        var fitted = FittedLimits.fit(CONFIGURED, 1, onHeap, heap(800));
        assertThat(fitted.policy().maximum().memoryBytes()).isEqualTo(354 * MIB);
        assertThat(fitted.policy().maximum().scratchBytes()).isEqualTo(118 * MIB);
        assertThat(fitted.policy().defaults()).isEqualTo(CONFIGURED.defaults().withMemoryBytes(354 * MIB));
        assertThat(fitted.warnings())
                .containsExactly("The heap of 800 MiB limits each program to 354 MiB of memory and 118 MiB of scratch");
    }

    @Test
    void saysHowManySlotsCanBeUsed() {
        var fitted = FittedLimits.fit(CONFIGURED, 2, onHeap, heap(800));
        assertThat(fitted.warnings())
                .containsExactly(
                        "The heap of 800 MiB limits each program to 354 MiB of memory and 118 MiB of scratch",
                        "The heap of 800 MiB fits 1 concurrent programs with the default limits, but there are 2 slots");
    }

    @Test
    void lowersTheDefaultsWhereTheMaximumRequiresIt() {
        var fitted = FittedLimits.fit(CONFIGURED, 1, onHeap, heap(400));
        assertThat(fitted.policy().maximum().memoryBytes()).isEqualTo(95 * MIB);
        assertThat(fitted.policy().defaults().memoryBytes()).isEqualTo(95 * MIB);
    }

    @Test
    void aHeapWithoutRoomForOneProgramIsAnError() {
        assertThatThrownBy(() -> FittedLimits.fit(CONFIGURED, 1, onHeap, heap(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the heap of 64 MiB is too small for one program and the prepared sandboxes: raise -Xmx, or"
                        + " lower engine.slots");
    }

    @Test
    void aHeapWithoutRoomForRequestsIsAnErrorWhereverProgramsAre() {
        assertThat(FittedLimits.fit(CONFIGURED, 1, allOutside, machine(256, 8192)))
                .isEqualTo(new FittedLimits(CONFIGURED, List.of()));
        assertThatThrownBy(() -> FittedLimits.fit(CONFIGURED, 1, allOutside, machine(240, 8192)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the heap of 240 MiB is too small");
    }

    @Test
    void aSmallHeapIsEnoughForMemoryOutsideOfIt() {
        // 640 - 128 - 80 - 96 MiB are for scratch, and 4096 - 640 - 594 MiB for memory.
        assertThat(FittedLimits.fit(CONFIGURED, 4, memoryOutside, machine(640, 4096)))
                .isEqualTo(new FittedLimits(CONFIGURED, List.of()));
    }

    @Test
    void eachKindOfMemoryLimitsWhatIsInIt() {
        var fitted = FittedLimits.fit(CONFIGURED, 2, memoryOutside, machine(400, 1500));
        assertThat(fitted.policy().maximum().scratchBytes()).isEqualTo(126 * MIB);
        assertThat(fitted.policy().maximum().memoryBytes()).isEqualTo(506 * MIB);
        assertThat(fitted.policy().defaults().memoryBytes()).isEqualTo(506 * MIB);
        assertThat(fitted.warnings())
                .containsExactly(
                        "The heap of 400 MiB limits each program to 126 MiB of scratch",
                        "The guest memory of 506 MiB limits each program to 506 MiB of memory",
                        "The guest memory of 506 MiB fits 1 concurrent programs with the default limits, but there are 2"
                                + " slots");
    }

    @Test
    void scratchThatIsOutsideTheHeapSharesTheGuestMemory() {
        var fitted = FittedLimits.fit(CONFIGURED, 1, allOutside, machine(256, 1650));
        assertThat(fitted.policy().maximum().scratchBytes()).isEqualTo(200 * MIB);
        assertThat(fitted.policy().maximum().memoryBytes()).isEqualTo(600 * MIB);
        assertThat(fitted.warnings())
                .containsExactly(
                        "The guest memory of 800 MiB limits each program to 600 MiB of memory and 200 MiB of scratch");
    }

    @Test
    void aMachineWithoutRoomForOneProgramIsAnError() {
        assertThatThrownBy(() -> FittedLimits.fit(CONFIGURED, 1, memoryOutside, machine(512, 1110)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the guest memory of 4 MiB is too small for one program: this machine or container has 1110"
                        + " MiB. Give it more, or lower -Xmx, engine.slots or engine.guest-threads");
        assertThatThrownBy(() -> FittedLimits.fit(
                        CONFIGURED, 1, memoryOutside, budget(new AvailableMemory(512 * MIB, 4096 * MIB, 8 * MIB))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the guest memory of 8 MiB is too small for one program: raise engine.guest-memory");
    }

    @Test
    void guestMemoryThatTheMachineDoesNotHaveIsAWarning() {
        var budget = budget(new AvailableMemory(640 * MIB, 2048 * MIB, 5000 * MIB));
        assertThat(FittedLimits.fit(CONFIGURED, 4, memoryOutside, budget).warnings())
                .containsExactly(
                        "engine.guest-memory is 5000 MiB, but the machine or container leaves 814 MiB: the kernel"
                                + " may kill the server");
        assertThat(FittedLimits.fit(CONFIGURED, 1, onHeap, budget).warnings())
                .as("nothing of it is used")
                .noneMatch(warning -> warning.contains("guest"));
    }

    /** On a machine without room for guests beside the heap. */
    private static MemoryBudget heap(long mib) {
        return machine(mib, mib);
    }

    private static MemoryBudget machine(long heapMib, long machineMib) {
        return budget(new AvailableMemory(heapMib * MIB, machineMib * MIB, 0));
    }

    private static MemoryBudget budget(AvailableMemory available) {
        return MemoryBudget.of(available, MemoryFootprint.NONE, MIB, MIB);
    }
}
