// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.bench.engines.SandboxMemoryProbe.State;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SandboxMemoryProbeTest {
    @Test
    void readsWhatAProbePrints() throws Exception {
        assertThat(SandboxMemoryProbe.parse(
                        List.of("PREPARED 1.5", "OPENED 2", "AFTER_HELLO 30.25", "PREPARED_AGAIN 4")))
                .isEqualTo(Map.of(
                        State.PREPARED, 1.5, State.OPENED, 2.0, State.AFTER_HELLO, 30.25, State.PREPARED_AGAIN, 4.0));
    }

    @Test
    void aProbeThatEndedEarlyIsAnError() {
        assertThatThrownBy(() -> SandboxMemoryProbe.parse(List.of("PREPARED 1.5")))
                .isInstanceOf(IOException.class)
                .hasMessage("the probe did not come to its end: it printed [PREPARED 1.5]");
    }

    @Test
    void whatNoProbePrintsIsAnError() {
        assertThatThrownBy(() -> SandboxMemoryProbe.parse(List.of("no state")))
                .isInstanceOf(IOException.class)
                .hasMessage("not what a probe prints: no state");
        assertThatThrownBy(() -> SandboxMemoryProbe.parse(List.of("PREPARED")))
                .isInstanceOf(IOException.class)
                .hasMessage("not what a probe prints: PREPARED");
    }
}
