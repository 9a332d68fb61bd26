// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A time as a caller gave it, which may be no valid duration. Zero asks for the default.
 *
 * @param seconds whole seconds
 * @param nanos nanoseconds, of the same sign
 */
public record RequestedTime(long seconds, int nanos) {
    /** Asks for the default. */
    public static final RequestedTime UNSET = new RequestedTime(0, 0);

    private static final int NANOS_PER_SECOND = 1_000_000_000;

    /** The valid time as the caller gave it. */
    public static RequestedTime of(Duration time) {
        return new RequestedTime(time.getSeconds(), time.getNano());
    }

    Duration orElse(Duration unset) {
        return seconds == 0 && nanos == 0 ? unset : Duration.ofSeconds(seconds, nanos);
    }

    void check(String field, Duration most, Violations violations) {
        if (Math.abs((long) nanos) >= NANOS_PER_SECOND || (seconds > 0 && nanos < 0) || (seconds < 0 && nanos > 0)) {
            violations.add(field, "is %d s and %d ns, which is not a duration", seconds, nanos);
        } else if (seconds < 0 || nanos < 0) {
            violations.add(field, "is %s; it must not be negative", text(seconds, nanos));
        } else if (seconds > most.getSeconds() || (seconds == most.getSeconds() && nanos > most.getNano())) {
            violations.add(
                    field,
                    "is %s; at most %s is allowed",
                    text(seconds, nanos),
                    text(most.getSeconds(), most.getNano()));
        }
    }

    /** A time in seconds, both parts of one sign, without trailing zeros. */
    private static String text(long seconds, int nanos) {
        var sum = new BigDecimal(seconds).add(BigDecimal.valueOf(nanos, 9));
        return sum.stripTrailingZeros().toPlainString() + " s";
    }
}
