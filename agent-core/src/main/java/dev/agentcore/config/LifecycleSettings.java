// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import dev.agentcore.execution.Bounds;
import java.time.Duration;

/**
 * Warm-up and shutdown. Immutable.
 *
 * @param warmUp the maximum time to run warm-up programs before serving; 0 to 1 minute, 0 for no warm-up
 * @param drainTimeout how long running programs may continue during shutdown before they are cancelled; 0 to 1 day
 */
public record LifecycleSettings(Duration warmUp, Duration drainTimeout) {
    /** The range of {@code warmUp}. */
    public static final Bounds<Duration> WARM_UP = new Bounds<>(Duration.ZERO, Duration.ofMinutes(1));

    /** The range of {@code drainTimeout}. */
    public static final Bounds<Duration> DRAIN_TIMEOUT = new Bounds<>(Duration.ZERO, Bounds.LONGEST);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range, naming it
     */
    public LifecycleSettings {
        WARM_UP.check("warmUp", warmUp);
        DRAIN_TIMEOUT.check("drainTimeout", drainTimeout);
    }

    /** 15 s of warm-up at most, and a drain timeout of 20 s. */
    public static LifecycleSettings defaults() {
        return new LifecycleSettings(Duration.ofSeconds(15), Duration.ofSeconds(20));
    }

    /** No warm-up, and running programs are cancelled at once, as for a server that runs a single program or a test. */
    public static LifecycleSettings immediate() {
        return new LifecycleSettings(Duration.ZERO, Duration.ZERO);
    }

    /** A copy with another warm-up. */
    public LifecycleSettings withWarmUp(Duration other) {
        return new LifecycleSettings(other, drainTimeout);
    }

    /** A copy with another drain timeout. */
    public LifecycleSettings withDrainTimeout(Duration other) {
        return new LifecycleSettings(warmUp, other);
    }
}
