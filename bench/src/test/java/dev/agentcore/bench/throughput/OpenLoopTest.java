// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

final class OpenLoopTest {
    @Test
    void aStallIsSeenByAllThatItHeldUp() throws Exception {
        var first = new AtomicInteger();
        var server = new ReentrantLock(true);
        Job job = () -> {
            server.lock();
            try {
                Thread.sleep(first.getAndIncrement() == 0 ? 300 : 0);
            } finally {
                server.unlock();
            }
        };

        Load load = new OpenLoop(List.of(job), Duration.ofMillis(500)).run(100);

        assertThat(load.latencies().count()).isEqualTo(50);
        assertThat(load.latencies().maxMillis()).isGreaterThanOrEqualTo(290);
        // Some 30 of the 50 were to begin during the stall; a closed loop would have seen one slow run.
        assertThat(load.latencies().millis(50)).isGreaterThan(20);
    }

    @Test
    void rejectionsAreCountedSeparately() throws Exception {
        var count = new AtomicInteger();
        Job job = () -> {
            if (count.getAndIncrement() % 2 == 0) {
                throw AgentCoreException.builder(ErrorCode.UNAVAILABLE, "full").build();
            }
        };

        Load load = new OpenLoop(List.of(job), Duration.ofMillis(200)).run(100);

        assertThat(load.refused()).isEqualTo(10);
        assertThat(load.latencies().count()).isEqualTo(10);
    }
}
