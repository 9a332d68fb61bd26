// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void comesBackAsItWasWritten() throws IOException {
        byte[] memory = new byte[2 * Snapshot.PAGE_SIZE];
        memory[70_000] = 42;

        Snapshot read = read(written(new Snapshot("3.13.15", List.of(7L, -1L), memory)));

        assertThat(read.pythonVersion()).isEqualTo("3.13.15");
        assertThat(read.globals()).containsExactly(7L, -1L);
        assertThat(read.pages()).isEqualTo(2);
        assertThat(read.memory()).isEqualTo(memory);
    }

    @Test
    void refusesWhatIsNoSnapshot() {
        assertThatThrownBy(() -> read(new byte[100]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a snapshot");
        assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(EOFException.class);
    }

    @Test
    void refusesOneThatIsCutOrGoesOn() throws IOException {
        byte[] whole = written(new Snapshot("3.13.15", List.of(1L), new byte[Snapshot.PAGE_SIZE]));

        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1)))
                .hasMessage("a snapshot with something behind it");
    }

    @Test
    void refusesCountsThatNoBuildWrites() throws IOException {
        byte[] huge = written(new Snapshot("", List.of(), new byte[0]));
        // Magic, the version's length, and then the number of globals.
        huge[6] = 0x7f;

        assertThatThrownBy(() -> read(huge)).hasMessage("a snapshot with 2130706432 globals, at most 1024 allowed");
    }

    @Test
    void hasWholePages() {
        assertThatThrownBy(() -> new Snapshot("", List.of(), new byte[1])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] written(Snapshot snapshot) throws IOException {
        var out = new ByteArrayOutputStream();
        snapshot.write(out);
        return out.toByteArray();
    }

    private static Snapshot read(byte[] bytes) throws IOException {
        return Snapshot.read(new ByteArrayInputStream(bytes));
    }
}
