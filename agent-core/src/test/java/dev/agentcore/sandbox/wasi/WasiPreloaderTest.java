// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.sandbox.engine.chicory.ChicoryMemory;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class WasiPreloaderTest {
    @Test
    void endsWithNothingLeftBehind() {
        WasiPreloader.preload(new SecureRandom(), ChicoryMemory.fresh(1, 2));
        WasiPreloader.preload(new SecureRandom(), ChicoryMemory.fresh(1, 2));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
