// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import java.time.Duration;

/**
 * How long a side is measured with each program.
 *
 * @param size the programs' amount of work
 * @param warmUp how long they are repeated before the first round; no warm-up if zero
 * @param rounds the number of rounds with this side, from the first
 * @param length how long they are repeated in each round
 * @param timeout the timeout of one run
 */
record Pace(Size size, Duration warmUp, int rounds, Duration length, Duration timeout) {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    static Pace full(double warmUpSeconds, int rounds, double seconds) {
        return new Pace(Size.FULL, duration(warmUpSeconds), rounds, duration(seconds), TIMEOUT);
    }

    static Pace small(int rounds, double seconds) {
        return new Pace(Size.SMALL, Duration.ZERO, rounds, duration(seconds), TIMEOUT);
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
