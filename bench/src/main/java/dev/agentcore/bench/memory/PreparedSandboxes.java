// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import dev.agentcore.bench.Progress;
import dev.agentcore.bench.ServerProcess;
import java.io.IOException;
import java.util.List;

/**
 * The memory of a prepared sandbox: compares servers with few and many slots, since each slot has one prepared sandbox.
 * Not thread-safe.
 */
final class PreparedSandboxes {
    private final FootprintSeries fresh = new FootprintSeries();
    private final FootprintSeries used = new FootprintSeries();

    private PreparedSandboxes() {}

    /** Measures servers with each number of slots, in rounds. */
    static PreparedSandboxes measure(Surveyor surveyor, List<Integer> slots, int rounds, Progress progress)
            throws IOException, InterruptedException {
        var found = new PreparedSandboxes();
        for (int round = 0; round < rounds; round++) {
            for (int count : slots) {
                progress.say("prepared sandboxes: %d, round %d of %d".formatted(count, round + 1, rounds));
                found.measure(surveyor, round, count);
            }
        }
        return found;
    }

    private void measure(Surveyor surveyor, int round, int slots) throws IOException, InterruptedException {
        try (ServerProcess server = surveyor.start(slots)) {
            fresh.add(round, slots, surveyor.survey(server));
            try (var programs = new HeldPrograms(server)) {
                while (programs.count() < slots) {
                    programs.add("");
                }
            }
            used.add(round, slots, surveyor.survey(server));
        }
    }

    /** Servers before their first run. */
    FootprintSeries fresh() {
        return fresh;
    }

    /** The same servers after all of their slots were in use at once. */
    FootprintSeries used() {
        return used;
    }
}
