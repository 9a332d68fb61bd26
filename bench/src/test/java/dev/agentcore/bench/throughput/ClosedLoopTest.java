// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ClosedLoopTest {
    @Test
    void noClientAsksForMoreThanOneRunAtATime() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        Job job = () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.sleep(10);
            running.decrementAndGet();
        };

        Load load = new ClosedLoop(() -> job, Duration.ofMillis(300)).run(3);

        assertThat(most).hasValue(3);
        assertThat(load.runsPerSecond()).isBetween(3.0, 300.0);
        assertThat(load.latencies().millis(0)).isGreaterThan(9);
    }

    @Test
    void aRunThatFailsEndsIt() {
        Job job = () -> {
            throw new IllegalStateException("wrong output");
        };

        assertThatThrownBy(() -> new ClosedLoop(() -> job, Duration.ofMillis(300)).run(1))
                .hasMessageContaining("wrong output");
    }
}
