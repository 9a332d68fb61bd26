// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import dev.agentcore.bench.Effort;
import java.time.Duration;

/**
 * How long all sides are measured.
 *
 * @param nativeLength how long the native Python repeats a program, each of the two times in a round
 * @param ours agent-core's pace
 * @param withPeers whether the peers are measured
 */
record Plan(Duration nativeLength, Pace ours, boolean withPeers) {
    static Plan of(Effort effort) {
        return effort.pick(
                new Plan(Duration.ofMillis(100), Pace.full(0.6, 1, 0.5), false),
                new Plan(Duration.ofMillis(250), Pace.full(3, 5, 1), true));
    }

    int rounds() {
        return ours.rounds();
    }

    /** A peer's pace: long enough for its compiler to finish with a program, as far as that was observed to help. */
    Pace of(Peer peer) {
        return switch (peer) {
            case PYODIDE, NODE_WASI -> Pace.full(1, 2, 1);
            case GRAALPY -> Pace.full(3, 2, 4);
            case NAIVE_CHICORY -> Pace.small(1, 2);
        };
    }
}
