// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Latencies;
import dev.agentcore.bench.Samples;
import java.util.ArrayList;
import java.util.List;

/** One kind of load, round by round. Confined to one thread. */
final class Level {
    private final int amount;
    private final String name;
    private final Latencies latencies = new Latencies();
    private final List<Double> rates = new ArrayList<>();
    private long refused;

    /**
     * One that has not been measured yet.
     *
     * @param amount how much load, in a measure that the caller knows
     * @param name what tables call it
     */
    Level(int amount, String name) {
        this.amount = amount;
        this.name = name;
    }

    int amount() {
        return amount;
    }

    String name() {
        return name;
    }

    /** Counts a round's. */
    void add(Load load) {
        latencies.add(load.latencies());
        rates.add(load.runsPerSecond());
        refused += load.refused();
    }

    /** Of all rounds together. */
    Latencies latencies() {
        return latencies;
    }

    /** The rounds' runs a second. */
    Samples rates() {
        return Samples.of(rates);
    }

    /** A row of a table: name, runs, runs a second, their spread, percentiles, longest, refused. */
    List<String> row() {
        return List.of(
                name,
                "%,d".formatted(latencies.count()),
                Figure.text(rates().median()),
                rates().range(),
                Figure.text(latencies.millis(50)),
                Figure.text(latencies.millis(90)),
                Figure.text(latencies.millis(99)),
                Figure.text(latencies.millis(99.9)),
                Figure.text(latencies.maxMillis()),
                String.valueOf(refused));
    }
}
