// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import java.time.Duration;

/**
 * How long a side is measured, with each program.
 *
 * @param size how much work the programs get
 * @param warmUp how long they are repeated before the first round; not at all if zero
 * @param rounds in how many rounds the side takes part, from the first
 * @param length how long they are repeated in each round
 * @param patience how long one run may take in all
 */
record Pace(Size size, Duration warmUp, int rounds, Duration length, Duration patience) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static Pace full(double warmUpSeconds, int rounds, double seconds) {
        return new Pace(Size.FULL, duration(warmUpSeconds), rounds, duration(seconds), PATIENCE);
    }

    static Pace small(int rounds, double seconds) {
        return new Pace(Size.SMALL, Duration.ZERO, rounds, duration(seconds), PATIENCE);
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
