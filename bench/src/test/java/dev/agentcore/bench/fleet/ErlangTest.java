// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Values that textbooks have in closed form. */
final class ErlangTest {
    @Test
    void withOneServerTheWaitProbabilityIsTheUtilization() {
        assertThat(Erlang.waiting(1, 0.7)).isCloseTo(0.7, within(1e-12));
        assertThat(Erlang.meanWait(1, 0.5)).isCloseTo(1, within(1e-12));
    }

    @Test
    void withTwoServersItIsTwiceTheSquareOverOneMore() {
        // 2ρ² / (1 + ρ)
        assertThat(Erlang.waiting(2, 0.5)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(Erlang.meanWait(2, 0.5)).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void percentilesAreZeroIfMostCallsDoNotWait() {
        assertThat(Erlang.wait(16, 0.1, 99)).isZero();
        assertThat(Erlang.wait(1, 0.5, 99)).isCloseTo(Math.log(50) / 0.5, within(1e-12));
    }
}
