package dev.agentcore.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How often a client tries a run, and how long it waits in between. Immutable.
 *
 * <pre>{@code
 * AgentCoreClient client = AgentCoreClient.builder("127.0.0.1:50051")
 *         .retry(RetryPolicy.standard().withMaximumAttempts(3))
 *         .build();
 * }</pre>
 *
 * <p>Only what has not run is tried again, and never an {@link Outcome}: a call that the server refused with a time to wait
 * ({@link AgentCoreException#retryAfter()}, with {@link ErrorCode#UNAVAILABLE} or {@link ErrorCode#RESOURCE_EXHAUSTED}), and
 * one for which there was no connection. When a connection broke on which the program had been sent, nobody knows whether
 * it has run: then it is tried again only if it has a {@link PythonProgram#requestId()}, by which the server knows it
 * again, and the client has one target, which is no {@code dns:} name. That this target is one server, and not a balancer
 * with several behind it, is the caller's to know: give no such id there. What had been told before is not told again; if
 * the server does not know the run any more, that is {@link ErrorCode#DATA_LOSS}.
 *
 * <p>The wait doubles from attempt to attempt, and is drawn between half and all of that; a server's own word is waited for
 * besides. No attempt begins after the call's deadline: then the last failure is thrown at once.
 *
 * @param maximumAttempts how often a run is tried in all, 1 or more
 * @param initialPause the longest wait before the second attempt; positive
 * @param maximumPause what the wait grows to at most; not less than {@code initialPause}, and a day at most
 */
public record RetryPolicy(int maximumAttempts, Duration initialPause, Duration maximumPause) {
    private static final RetryPolicy NONE = new RetryPolicy(1, Duration.ofMillis(100), Duration.ofSeconds(5));

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of its bounds
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

    /** No attempt but the first: what a client does that was told nothing else. */
    public static RetryPolicy none() {
        return NONE;
    }

    /** Five attempts, with waits from 100 ms to 5 s. */
    public static RetryPolicy standard() {
        return NONE.withMaximumAttempts(5);
    }

    /** This, with another number of attempts. */
    public RetryPolicy withMaximumAttempts(int attempts) {
        return new RetryPolicy(attempts, initialPause, maximumPause);
    }

    /** This, with other waits. */
    public RetryPolicy withPauses(Duration initial, Duration maximum) {
        return new RetryPolicy(maximumAttempts, initial, maximum);
    }
}
