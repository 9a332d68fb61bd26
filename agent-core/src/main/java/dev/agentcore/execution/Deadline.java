// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * When a caller stops waiting for a run's result. All times are read from the ticker that the deadline was made with.
 *
 * <p>A deadline shortens the wall time of its program, so that the result, with what was printed, arrives before the caller
 * gives up. A margin of the remaining time is kept for stopping the program and sending its result: a tenth, but at least 50
 * ms and at most 500 ms, and never more than half.
 *
 * @param nanos a reading of the ticker
 */
public record Deadline(long nanos) {
    private static final Duration LEAST_MARGIN = Duration.ofMillis(50);
    private static final Duration MOST_MARGIN = Duration.ofMillis(500);

    /**
     * A deadline relative to now.
     *
     * @param remaining the time until it passes; if negative, it has passed
     */
    public static Deadline after(Duration remaining, Ticker ticker) {
        return new Deadline(ticker.nanos() + remaining.toNanos());
    }

    /** The time until it passes; zero if it has passed. */
    public Duration remaining(Ticker ticker) {
        return Duration.ofNanos(Math.max(0, nanos - ticker.nanos()));
    }

    /** Whether it has passed. */
    public boolean hasPassed(Ticker ticker) {
        return remaining(ticker).isZero();
    }

    /**
     * The wall time of a program that starts now.
     *
     * @param requested its wall time without a deadline
     * @return {@code requested}, or less if the deadline requires it; always positive
     */
    public Duration shorten(Duration requested, Ticker ticker) {
        return shorten(requested, remaining(ticker));
    }

    private static Duration shorten(Duration requested, Duration remaining) {
        Duration left = remaining.minus(margin(remaining));
        return longer(Duration.ofNanos(1), shorter(left, requested));
    }

    private static Duration margin(Duration remaining) {
        Duration wanted = shorter(longer(remaining.dividedBy(10), LEAST_MARGIN), MOST_MARGIN);
        return shorter(wanted, remaining.dividedBy(2));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
