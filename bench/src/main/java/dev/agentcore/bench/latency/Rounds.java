// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

import dev.agentcore.bench.Latencies;
import dev.agentcore.bench.Samples;
import java.util.ArrayList;
import java.util.List;

/** The latencies of one side, by round. Not thread-safe. */
public final class Rounds {
    private final Side side;
    private final int runsPerRound;
    private final Latencies all = new Latencies();
    private final List<Double> medians = new ArrayList<>();

    /**
     * Rounds without latencies. The caller keeps ownership of the side.
     *
     * @param runsPerRound at least 1
     */
    public Rounds(Side side, int runsPerRound) {
        this.side = side;
        this.runsPerRound = runsPerRound;
    }

    /** The side's name. */
    public String name() {
        return side.name();
    }

    /** Runs the side for at least this number of runs and this time, without recording. Returns the number of runs. */
    public int warmUp(int leastRuns, long leastNanos) throws Exception {
        long began = System.nanoTime();
        int runs = 0;
        while (runs < leastRuns || System.nanoTime() - began < leastNanos) {
            side.run();
            runs++;
        }
        return runs;
    }

    /** Runs the side for one round. */
    public void measure() throws Exception {
        var round = new Latencies();
        for (int i = 0; i < runsPerRound; i++) {
            round.record(side.run());
        }
        all.add(round);
        medians.add(round.millis(50));
    }

    /** Of all rounds together. */
    public Latencies all() {
        return all;
    }

    /** Each round's median, in milliseconds. */
    public Samples medians() {
        return Samples.of(medians);
    }
}
