// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Any bytes are a snapshot, which can be written and read again, or refused. */
final class SnapshotFuzzTest {
    @FuzzTest
    void readsOrRefuses(byte[] bytes) throws IOException {
        Snapshot snapshot;
        try {
            snapshot = Snapshot.read(new ByteArrayInputStream(bytes));
        } catch (IOException refused) {
            return;
        }
        var written = new ByteArrayOutputStream();
        snapshot.write(written);
        Snapshot again = Snapshot.read(new ByteArrayInputStream(written.toByteArray()));
        assertThat(again.pythonVersion()).isEqualTo(snapshot.pythonVersion());
        assertThat(again.globals()).isEqualTo(snapshot.globals());
        assertThat(again.memory()).isEqualTo(snapshot.memory());
    }
}
