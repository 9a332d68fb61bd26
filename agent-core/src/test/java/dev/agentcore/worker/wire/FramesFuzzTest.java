// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Whatever a worker sends is events, or refused. */
final class FramesFuzzTest {
    @FuzzTest
    void readsOrRefuses(byte[] bytes) throws IOException {
        var input = new FrameInput(new ByteArrayInputStream(bytes));
        try {
            int events = 0;
            while (input.event() != null) {
                events++;
            }
            assertThat(events).isLessThanOrEqualTo(bytes.length / 5);
        } catch (MalformedFrameException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}
