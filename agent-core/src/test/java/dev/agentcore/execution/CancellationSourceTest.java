// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class CancellationSourceTest {
    private final CancellationSource source = new CancellationSource();
    private final AtomicInteger count = new AtomicInteger();

    @Test
    void runsItsActionsOnce() {
        source.onRequest(count::incrementAndGet);
        source.onRequest(count::incrementAndGet);
        assertThat(source.requested()).isFalse();
        assertThat(count).hasValue(0);
        source.request();
        source.request();
        assertThat(source.requested()).isTrue();
        assertThat(count).hasValue(2);
    }

    @Test
    void runsALateActionAtOnce() {
        source.request();
        source.onRequest(count::incrementAndGet);
        assertThat(count).hasValue(1);
    }
}
