// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineMemoryTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    private Path meminfo;

    @BeforeEach
    void describeAMachineOf2048Mib() throws IOException {
        meminfo = Files.writeString(folder.resolve("meminfo"), """
                MemTotal:        2097152 kB
                MemFree:          524288 kB
                """);
    }

    @Test
    void aContainerMayHaveLessThanItsMachine() {
        assertThat(MachineMemory.least(512 * MIB, meminfo).bytes()).isEqualTo(512 * MIB);
    }

    @Test
    void aLimitAboveTheMachinesMemoryIsNone() {
        assertThat(MachineMemory.least(4096 * MIB, meminfo).bytes()).isEqualTo(2048 * MIB);
        assertThat(MachineMemory.least(-1, meminfo).bytes()).isEqualTo(2048 * MIB);
    }

    @Test
    void whatIsNotLinuxHasNoFileToRead() throws IOException {
        assertThat(MachineMemory.least(512 * MIB, folder.resolve("none")).bytes())
                .isEqualTo(512 * MIB);
        Files.writeString(meminfo, "MemTotal: much kB\n");
        assertThat(MachineMemory.least(512 * MIB, meminfo).bytes()).isEqualTo(512 * MIB);
    }

    @Test
    void thisMachineHasRoomForThisProcess() {
        assertThat(MachineMemory.ofThisMachine().bytes()).isBetween(256 * MIB, 1L << 50);
    }
}
