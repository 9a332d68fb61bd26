// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.Bounds;
import java.time.Duration;

/**
 * How runs with a request id are retained, so that a call that is tried again finds its run.
 *
 * @param time how long a run is retained after its end; 0 to 1 hour, where 0 turns retention off
 * @param memoryBytes how much memory all retained runs may hold, in bytes, besides 1 MiB for each that is in progress; one
 *     run may hold a quarter of it; 1 MiB to 1 GiB
 * @param runs how many runs may be retained, those in progress included; 1 to 1,000,000
 * @param reconnectTimeout how long a run goes on while it has no reader; 0 to 10 minutes
 */
public record RetentionSettings(Duration time, long memoryBytes, int runs, Duration reconnectTimeout) {
    private static final long MIB = 1 << 20;

    /** The range of {@code time}. */
    public static final Bounds<Duration> TIME = new Bounds<>(Duration.ZERO, Duration.ofHours(1));

    /** The range of {@code memoryBytes}. */
    public static final Bounds<Long> MEMORY_BYTES = new Bounds<>(MIB, 1024 * MIB);

    /** The range of {@code runs}. */
    public static final Bounds<Integer> RUNS = new Bounds<>(1, 1_000_000);

    /** The range of {@code reconnectTimeout}. */
    public static final Bounds<Duration> RECONNECT_TIMEOUT = new Bounds<>(Duration.ZERO, Duration.ofMinutes(10));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public RetentionSettings {
        TIME.check("replay time", time);
        MEMORY_BYTES.check("replay memoryBytes", memoryBytes);
        RUNS.check("replay runs", runs);
        RECONNECT_TIMEOUT.check("replay reconnectTimeout", reconnectTimeout);
    }

    /** 2 minutes, 64 MiB, 10,000 runs, and a reconnect timeout of 10 s. */
    public static RetentionSettings defaults() {
        return new RetentionSettings(Duration.ofMinutes(2), 64 * MIB, 10_000, Duration.ofSeconds(10));
    }

    /** A copy with another time. */
    public RetentionSettings withTime(Duration other) {
        return new RetentionSettings(other, memoryBytes, runs, reconnectTimeout);
    }

    /** A copy with another memory bound. */
    public RetentionSettings withMemoryBytes(long other) {
        return new RetentionSettings(time, other, runs, reconnectTimeout);
    }

    /** A copy with another number of runs. */
    public RetentionSettings withRuns(int other) {
        return new RetentionSettings(time, memoryBytes, other, reconnectTimeout);
    }

    /** A copy with another reconnect timeout. */
    public RetentionSettings withReconnectTimeout(Duration other) {
        return new RetentionSettings(time, memoryBytes, runs, other);
    }
}
