// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Decides whether a failed attempt is retried, and when.
 *
 * @param repeatable whether a server that has run the program replays that execution instead of running it again
 * @param dice random numbers from 0 (inclusive) to 1 (exclusive)
 */
record RetryDecision(RetryPolicy policy, boolean repeatable, DoubleSupplier dice) {
    /**
     * The pause before the next attempt; empty for no further attempt.
     *
     * @param attempts the number of attempts so far, 1 or more
     * @param sent whether the last attempt was assigned to a connection
     * @param left the time until the call's deadline
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
            // The server guarantees that this attempt has not run anything.
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
