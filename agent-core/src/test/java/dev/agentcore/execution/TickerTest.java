// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TickerTest {
    @Test
    void measuresAcrossAnOverflow() {
        var ticker = new ManualTicker();
        long start = ticker.nanos();
        ticker.advance(Duration.ofSeconds(3));
        assertThat(ticker.nanos()).as("it has overflowed").isNegative();
        assertThat(ticker.since(start)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theSystemsOwnNeverRunsBackwards() {
        var ticker = Ticker.system();
        long previous = ticker.nanos();
        for (int reading = 0; reading < 1000; reading++) {
            long next = ticker.nanos();
            assertThat(next - previous).isNotNegative();
            previous = next;
        }
    }
}
