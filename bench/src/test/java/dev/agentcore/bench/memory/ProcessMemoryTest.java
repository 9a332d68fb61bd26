// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Of this very process. */
@Isolated("measures the memory of this process")
final class ProcessMemoryTest {
    private final ProcessMemory memory =
            ProcessMemory.of(ProcessHandle.current().pid());

    @Test
    void whatIsInMemoryIsBetweenItsPartAndItsPeak() throws IOException {
        assertThat(memory.anonymousMb()).isGreaterThan(10);
        assertThat(memory.residentMb()).isGreaterThan(memory.anonymousMb());
        assertThat(memory.peakMb()).isGreaterThanOrEqualTo(memory.anonymousMb());
    }

    @Test
    void thePeakCanBeForgotten() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            arena.allocate(200_000_000).fill((byte) 1);
        }
        assertThat(memory.peakMb()).isGreaterThan(memory.residentMb() + 100);
        memory.resetPeak();
        assertThat(memory.peakMb()).isLessThan(memory.residentMb() + 100);
    }

    @Test
    void thereIsNoMemoryOfNoProcess() {
        assertThatThrownBy(() -> ProcessMemory.of(Integer.MAX_VALUE).residentMb())
                .isInstanceOf(NoSuchFileException.class);
    }
}
