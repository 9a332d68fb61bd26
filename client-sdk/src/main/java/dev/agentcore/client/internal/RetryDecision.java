package dev.agentcore.client.internal;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Whether a failed attempt is followed by another, and when.
 *
 * @param repeatable whether a server that has run the program tells of that run again, and does not run it again
 * @param dice draws from 0 (inclusive) to 1 (exclusive)
 */
record RetryDecision(RetryPolicy policy, boolean repeatable, DoubleSupplier dice) {
    /**
     * How long to wait before the next attempt; empty for none.
     *
     * @param attempts how many there have been, 1 or more
     * @param sent whether the last one got as far as a connection
     * @param left until the call's deadline
     */
    Optional<Duration> pause(int attempts, AgentCoreException failure, boolean sent, Duration left) {
        if (attempts >= policy.maximumAttempts() || !mayRepeat(failure, sent)) {
            return Optional.empty();
        }
        Duration pause = failure.retryAfter().orElse(Duration.ZERO).plus(backOff(attempts));
        return pause.compareTo(left) < 0 ? Optional.of(pause) : Optional.empty();
    }

    private boolean mayRepeat(AgentCoreException failure, boolean sent) {
        if (failure.retryAfter().isPresent()) {
            // The server's word that nothing runs because of this attempt.
            return failure.code() == ErrorCode.UNAVAILABLE || failure.code() == ErrorCode.RESOURCE_EXHAUSTED;
        }
        return failure.code() == ErrorCode.UNAVAILABLE && failure.reason().isEmpty() && (!sent || repeatable);
    }

    private Duration backOff(int attempts) {
        double doubled = (double) policy.initialPause().toNanos() * Math.pow(2, attempts - 1);
        double longest = Math.min(doubled, (double) policy.maximumPause().toNanos());
        return Duration.ofNanos((long) (longest * (0.5 + dice.getAsDouble() / 2)));
    }
}
