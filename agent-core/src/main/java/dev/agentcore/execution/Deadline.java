// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * When a caller stops waiting for a run's result.
 *
 * <p>It leads to a shorter wall time, so that the result, with what was printed, is there while somebody still waits for
 * it. The part of the remaining time that is kept back for stopping the program and sending its result, the margin, is a
 * tenth of it, but at least 50 ms and at most 500 ms, and never more than half: a short deadline still leaves a short
 * program room to run.
 *
 * @param nanoTime on the clock of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {
    private static final Duration LEAST_MARGIN = Duration.ofMillis(50);
    private static final Duration MOST_MARGIN = Duration.ofMillis(500);

    /** One that is {@code remaining} away; in the past if that is negative. */
    public static Deadline after(Duration remaining) {
        return new Deadline(System.nanoTime() + remaining.toNanos());
    }

    /** How much time is left; zero if it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** Whether it has passed. */
    public boolean passed() {
        return remaining().isZero();
    }

    /**
     * The wall time of a program that begins now.
     *
     * @param asked what it may take if there were no deadline
     * @return {@code asked}, or what the deadline leaves of it; always positive, if only just
     */
    public Duration shorten(Duration asked) {
        return shorten(asked, remaining());
    }

    static Duration shorten(Duration asked, Duration remaining) {
        Duration left = remaining.minus(margin(remaining));
        return longer(Duration.ofNanos(1), shorter(left, asked));
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
