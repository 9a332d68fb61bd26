package dev.agentcore.execution;

import java.time.Duration;

/** Refuses settings that are out of their bounds, with a line that an operator can act on. */
public final class Bounds {
    /** The longest time that anything may be set to: a day. Far from where nanoseconds overflow a {@code long}. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private Bounds() {}

    /**
     * Checks a number.
     *
     * @param name what it is, as the operator knows it
     * @param least the least that it may be, itself included
     * @param most the most that it may be, itself included
     * @throws IllegalArgumentException if it is out of bounds
     */
    public static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw outOfBounds(name, value, least, most);
        }
    }

    /**
     * Checks a time.
     *
     * @param name what it is, as the operator knows it
     * @param least the least that it may be, itself included
     * @param most the most that it may be, itself included
     * @throws IllegalArgumentException if it is out of bounds
     */
    public static void check(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw outOfBounds(name, value, least, most);
        }
    }

    private static IllegalArgumentException outOfBounds(String name, Object value, Object least, Object most) {
        return new IllegalArgumentException("%s must be %s to %s, but is %s".formatted(name, least, most, value));
    }
}
