// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How often a client attempts a call, and how long it waits between attempts. Immutable.
 *
 * <pre>{@code
 * AgentCoreClient client = AgentCoreClient.builder("127.0.0.1:50051")
 *         .retry(RetryPolicy.standard().withMaximumAttempts(3))
 *         .build();
 * }</pre>
 *
 * <p>A call is retried only if its program has not run; an {@link Outcome} is never retried:
 *
 * <ul>
 *   <li>The server rejected the call with a delay ({@link AgentCoreException#retryAfter()}, with {@link ErrorCode#UNAVAILABLE} or
 *       {@link ErrorCode#RESOURCE_EXHAUSTED}).
 *   <li>There was no connection.
 *   <li>The connection broke after the program had been sent, so it may have run. The call is retried only if the program has a
 *       {@link PythonProgram#requestId()} and the client has a single target that is not a {@code dns:} name. Do not use a request
 *       id if the target is a load balancer for several servers. Events are never delivered twice. If the server does not know the
 *       execution any more, the call fails with {@link ErrorCode#DATA_LOSS}.
 * </ul>
 *
 * <p>The pause doubles with each attempt and has a random factor of 0.5 to 1. A delay from the server is added. No attempt starts
 * after the call's deadline: the last failure is then thrown at once.
 *
 * @param maximumAttempts the maximum number of attempts, 1 or more
 * @param initialPause the maximum pause before the second attempt; positive
 * @param maximumPause the maximum pause; {@code initialPause} to 1 day
 */
public record RetryPolicy(int maximumAttempts, Duration initialPause, Duration maximumPause) {
    private static final RetryPolicy NONE = new RetryPolicy(1, Duration.ofMillis(100), Duration.ofSeconds(5));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public RetryPolicy {
        Objects.requireNonNull(initialPause, "initialPause");
        Objects.requireNonNull(maximumPause, "maximumPause");
        if (maximumAttempts < 1) {
            throw new IllegalArgumentException("maximumAttempts must be 1 or more: " + maximumAttempts);
        }
        if (initialPause.isNegative() || initialPause.isZero()) {
            throw new IllegalArgumentException("initialPause must be positive: " + initialPause);
        }
        if (maximumPause.compareTo(initialPause) < 0 || maximumPause.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "maximumPause must be from initialPause, " + initialPause + ", to a day: " + maximumPause);
        }
    }

    /** A single attempt, the default of a client. */
    public static RetryPolicy none() {
        return NONE;
    }

    /** Five attempts, with pauses of 100 ms to 5 s. */
    public static RetryPolicy standard() {
        return NONE.withMaximumAttempts(5);
    }

    /** A copy with another number of attempts. */
    public RetryPolicy withMaximumAttempts(int attempts) {
        return new RetryPolicy(attempts, initialPause, maximumPause);
    }

    /** A copy with other pauses. */
    public RetryPolicy withPauses(Duration initial, Duration maximum) {
        return new RetryPolicy(maximumAttempts, initial, maximum);
    }
}
