package dev.agentcore.config;

import dev.agentcore.execution.Bounds;
import java.time.Duration;

/**
 * How a server begins and ends.
 *
 * @param warmUp how long at most to run programs of the server's own before it serves, so that the first callers' are not
 *     slow; 0, which is not at all, to a minute
 * @param drainPatience how long programs may go on once the server closes; 0 to a day
 */
public record LifeSettings(Duration warmUp, Duration drainPatience) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public LifeSettings {
        Bounds.check("warmUp", warmUp, Duration.ZERO, Duration.ofMinutes(1));
        Bounds.check("drainPatience", drainPatience, Duration.ZERO, Bounds.LONGEST);
    }

    /** No warm-up, and 20 s to drain. */
    public static LifeSettings standard() {
        return new LifeSettings(Duration.ZERO, Duration.ofSeconds(20));
    }

    /** The same with another warm-up. */
    public LifeSettings withWarmUp(Duration other) {
        return new LifeSettings(other, drainPatience);
    }

    /** The same with another patience. */
    public LifeSettings withDrainPatience(Duration other) {
        return new LifeSettings(warmUp, other);
    }
}
