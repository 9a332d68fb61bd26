// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import dev.agentcore.execution.Bounds;
import java.time.Duration;

/**
 * The retention of executions with a request_id. Immutable.
 *
 * @param time how long an execution is retained after it has ended; 0 to 1 hour, 0 rejects requests with a request_id
 * @param memoryBytes the memory for retained executions, in bytes, in addition to 1 MiB per running one; a single one may use a
 *     quarter of it; 1 MiB to 1 GiB
 * @param runs the maximum number of retained executions; 1 to 1,000,000
 * @param reconnectTimeout how long an execution continues when no caller reads it; 0 to 10 minutes
 */
public record ReplaySettings(Duration time, long memoryBytes, int runs, Duration reconnectTimeout) {
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
     * @throws IllegalArgumentException if a value is out of range, naming it
     */
    public ReplaySettings {
        TIME.check("replay time", time);
        MEMORY_BYTES.check("replay memoryBytes", memoryBytes);
        RUNS.check("replay runs", runs);
        RECONNECT_TIMEOUT.check("replay reconnectTimeout", reconnectTimeout);
    }

    /** 2 minutes, 64 MiB, 10,000 executions, and a reconnect timeout of 10 s. */
    public static ReplaySettings defaults() {
        return new ReplaySettings(Duration.ofMinutes(2), 64 * MIB, 10_000, Duration.ofSeconds(10));
    }

    /** The same for another time. */
    public ReplaySettings withTime(Duration other) {
        return new ReplaySettings(other, memoryBytes, runs, reconnectTimeout);
    }

    /** The same with other memory. */
    public ReplaySettings withMemoryBytes(long other) {
        return new ReplaySettings(time, other, runs, reconnectTimeout);
    }

    /** The same for another number of runs. */
    public ReplaySettings withRuns(int other) {
        return new ReplaySettings(time, memoryBytes, other, reconnectTimeout);
    }

    /** The same with another reconnect timeout. */
    public ReplaySettings withReconnectTimeout(Duration other) {
        return new ReplaySettings(time, memoryBytes, runs, other);
    }
}
