// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/**
 * An inclusive range of values. A component that has settings declares theirs once, for its own check and for the
 * configuration. Immutable.
 *
 * @param least the minimum
 * @param most the maximum
 */
public record Bounds<T extends Comparable<? super T>>(T least, T most) {
    /** The maximum of any time: 1 day. Far below the point where nanoseconds overflow a {@code long}. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /** Whether the value is in the range. */
    public boolean contains(T value) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    /**
     * Checks a value.
     *
     * @param name the name of the value, for the message
     * @throws IllegalArgumentException if the value is out of range
     */
    public void check(String name, T value) {
        if (!contains(value)) {
            throw new IllegalArgumentException("%s must be %s to %s, but is %s".formatted(name, least, most, value));
        }
    }

    /** Checks a number; see {@link #check(String, Comparable)}. */
    public static void check(String name, long value, long least, long most) {
        new Bounds<>(least, most).check(name, value);
    }

    /** Checks a duration; see {@link #check(String, Comparable)}. */
    public static void check(String name, Duration value, Duration least, Duration most) {
        new Bounds<>(least, most).check(name, value);
    }
}
