// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import dev.agentcore.bench.Progress;
import dev.agentcore.bench.ServerProcess;
import java.io.IOException;
import java.util.List;

/** The memory of a sandbox while its program runs. Not thread-safe. */
final class RunningSandboxes {
    /** The megabytes that a program holds. */
    static final int HELD_MB = 100;

    private static final int SLOTS = 8;
    private static final String SLEEPS = "";
    private static final String HOLDS = "held = bytearray(%d_000_000)".formatted(HELD_MB);

    private final FootprintSeries sleeping = new FootprintSeries();
    private final FootprintSeries holding = new FootprintSeries();

    private RunningSandboxes() {}

    /**
     * Measures a server with increasing numbers of programs, in rounds.
     *
     * @param counts the numbers of programs in ascending order, at most 8
     */
    static RunningSandboxes measure(Surveyor surveyor, List<Integer> counts, int rounds, Progress progress)
            throws IOException, InterruptedException {
        var found = new RunningSandboxes();
        for (int round = 0; round < rounds; round++) {
            progress.say("running sandboxes, round %d of %d".formatted(round + 1, rounds));
            found.measure(surveyor, found.sleeping, SLEEPS, round, counts);
            found.measure(surveyor, found.holding, HOLDS, round, List.of(0, 1));
        }
        return found;
    }

    private void measure(Surveyor surveyor, FootprintSeries series, String work, int round, List<Integer> counts)
            throws IOException, InterruptedException {
        try (ServerProcess server = surveyor.start(SLOTS);
                var programs = new HeldPrograms(server)) {
            for (int count : counts) {
                while (programs.count() < count) {
                    programs.add(work);
                }
                series.add(round, count, surveyor.survey(server));
            }
        }
    }

    /** Servers with that number of sleeping programs. */
    FootprintSeries sleeping() {
        return sleeping;
    }

    /** Servers without a program and with one that holds {@value #HELD_MB} MB. */
    FootprintSeries holding() {
        return holding;
    }
}
