// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Samples;
import dev.agentcore.bench.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Footprints of servers by a count, over several rounds. Not thread-safe. */
final class FootprintSeries {
    private final List<SortedMap<Integer, Footprint>> rounds = new ArrayList<>();

    /** Adds a footprint; rounds are numbered from 0. */
    void add(int round, int count, Footprint footprint) {
        while (rounds.size() <= round) {
            rounds.add(new TreeMap<>());
        }
        rounds.get(round).put(count, footprint);
    }

    /** The footprints with that count, by round. */
    Samples at(int count, ToDoubleFunction<Footprint> quantity) {
        return Samples.of(rounds.stream()
                .map(round -> round.get(count))
                .map(quantity::applyAsDouble)
                .toList());
    }

    /** The increment for one more, by round. */
    Samples perOne(ToDoubleFunction<Footprint> quantity) {
        return Samples.of(
                rounds.stream().map(round -> line(round, quantity).slope()).toList());
    }

    private static Line line(Map<Integer, Footprint> round, ToDoubleFunction<Footprint> quantity) {
        return Line.through(round.entrySet().stream()
                .map(each -> new Line.Point(each.getKey(), quantity.applyAsDouble(each.getValue())))
                .toList());
    }

    /** All footprints, with the increment for one more in the last row. */
    Table table(String caption, String counted) {
        var rows = new ArrayList<List<String>>();
        for (int count : rounds.getFirst().keySet()) {
            rows.add(List.of(
                    Integer.toString(count),
                    Figure.text(at(count, Footprint::residentMb).median()),
                    at(count, Footprint::residentMb).range(),
                    Figure.text(at(count, Footprint::liveHeapMb).median()),
                    Figure.text(at(count, Footprint::collectedResidentMb).median())));
        }
        rows.add(List.of(
                "each one more",
                Figure.text(perOne(Footprint::residentMb).median()),
                perOne(Footprint::residentMb).range(),
                Figure.text(perOne(Footprint::liveHeapMb).median()),
                Figure.text(perOne(Footprint::collectedResidentMb).median())));
        return new Table(
                caption,
                List.of(counted, "resident MB", "least to most", "live heap MB", "resident MB after a collection"),
                rows);
    }
}
