// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Latencies;
import dev.agentcore.bench.Samples;
import java.util.ArrayList;
import java.util.List;

/** One level of load, by round. Not thread-safe. */
public final class Level {
    private final int amount;
    private final String name;
    private final Latencies latencies = new Latencies();
    private final List<Double> rates = new ArrayList<>();
    private long refused;

    /**
     * A level without measurements.
     *
     * @param amount the load, in the caller's unit
     * @param name its name in tables
     */
    public Level(int amount, String name) {
        this.amount = amount;
        this.name = name;
    }

    int amount() {
        return amount;
    }

    String name() {
        return name;
    }

    /** Adds a round. */
    public void add(Load load) {
        latencies.add(load.latencies());
        rates.add(load.runsPerSecond());
        refused += load.refused();
    }

    /** Of all rounds together. */
    Latencies latencies() {
        return latencies;
    }

    /** The runs per second of each round. */
    public Samples rates() {
        return Samples.of(rates);
    }

    /** A row of a table: name, runs, runs per second, their spread, percentiles, maximum, rejected. */
    public List<String> row() {
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
