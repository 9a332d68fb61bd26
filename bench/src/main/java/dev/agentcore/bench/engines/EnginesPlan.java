// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import dev.agentcore.bench.Effort;
import java.time.Duration;

/**
 * How long all is measured.
 *
 * @param rounds how often each program is called for the first time
 * @param jvmServers how many fresh servers on the JVM see each program: at most the rounds
 * @param starts how many servers are started, of each kind
 * @param warmUp how long each side runs hello first
 * @param helloRounds the rounds in which the sides of hello take turns
 * @param helloRuns the runs of a side in a round
 * @param busyWarmUp how long the clients keep each server busy first
 * @param busyRounds the rounds in which the busy servers take turns
 * @param busy how long each is kept busy
 * @param stops how many loops of each kind are stopped
 * @param memoryRounds how often memory is measured
 */
record EnginesPlan(
        int rounds,
        int jvmServers,
        int starts,
        Duration warmUp,
        int helloRounds,
        int helloRuns,
        Duration busyWarmUp,
        int busyRounds,
        Duration busy,
        int stops,
        int memoryRounds) {
    static EnginesPlan of(Effort effort) {
        return effort.pick(
                new EnginesPlan(
                        2, 1, 1, Duration.ofSeconds(3), 2, 200, Duration.ofSeconds(3), 1, Duration.ofSeconds(3), 3, 1),
                new EnginesPlan(
                        10,
                        3,
                        5,
                        Duration.ofSeconds(15),
                        10,
                        500,
                        Duration.ofSeconds(10),
                        5,
                        Duration.ofSeconds(5),
                        40,
                        3));
    }
}
