package dev.agentcore.config;

import dev.agentcore.execution.Bounds;
import java.time.Duration;

/**
 * What is remembered of runs that have a request's id.
 *
 * @param time how long a run is remembered after its end; 0, which is not at all and refuses such requests, to an hour
 * @param memoryBytes what all remembered runs may hold of this process's memory, in bytes, besides a MiB for each that goes
 *     on; one alone may hold a quarter of it; 1 MiB to 1 GiB
 * @param runs how many may be remembered; 1 to a million
 * @param grace how long a run goes on that nobody reads; 0 to 10 minutes
 */
public record ReplaySettings(Duration time, long memoryBytes, int runs, Duration grace) {
    private static final long MIB = 1 << 20;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public ReplaySettings {
        Bounds.check("replay time", time, Duration.ZERO, Duration.ofHours(1));
        Bounds.check("replay memoryBytes", memoryBytes, MIB, 1024 * MIB);
        Bounds.check("replay runs", runs, 1, 1_000_000);
        Bounds.check("replay grace", grace, Duration.ZERO, Duration.ofMinutes(10));
    }

    /** 2 minutes, 64 MiB, 10,000 runs, and 10 s of grace. */
    public static ReplaySettings standard() {
        return new ReplaySettings(Duration.ofMinutes(2), 64 * MIB, 10_000, Duration.ofSeconds(10));
    }

    /** The same for another time. */
    public ReplaySettings withTime(Duration other) {
        return new ReplaySettings(other, memoryBytes, runs, grace);
    }

    /** The same with other memory. */
    public ReplaySettings withMemoryBytes(long other) {
        return new ReplaySettings(time, other, runs, grace);
    }

    /** The same for another number of runs. */
    public ReplaySettings withRuns(int other) {
        return new ReplaySettings(time, memoryBytes, other, grace);
    }

    /** The same with another grace. */
    public ReplaySettings withGrace(Duration other) {
        return new ReplaySettings(time, memoryBytes, runs, other);
    }
}
