// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import dev.agentcore.bench.BarChart;
import dev.agentcore.bench.Chart;
import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.Samples;
import dev.agentcore.bench.Series;
import dev.agentcore.bench.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Creates the findings from the times of all sides. */
final class ComputeReport {
    /** Longer bars would make the others invisible. */
    private static final double LONGEST_BAR = 20;

    private static final String MEAN = "geometric mean";

    private final Plan plan;
    private final List<Program> programs;
    private final Contender ours;
    private final Map<Peer, Contender> others;
    private final Map<Peer, String> absent;
    private final List<Contender> all;

    ComputeReport(
            Plan plan, List<Program> programs, Contender ours, Map<Peer, Contender> others, Map<Peer, String> absent) {
        this.plan = plan;
        this.programs = programs;
        this.ours = ours;
        this.others = others;
        this.absent = absent;
        all = new ArrayList<>(List.of(ours));
        all.addAll(others.values());
    }

    Findings findings() {
        Program worst = programs.stream()
                .max(Comparator.comparingDouble(program -> ours.median(program, Turn::steadyRatio)))
                .orElseThrow();
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("geomean_vs_native", mean(ours, Turn::steadyRatio));
        keys.put("worst_vs_native", ours.median(worst, Turn::steadyRatio));
        keys.put("worst_program", worst.name());
        others.forEach((peer, contender) -> {
            if (contender.programs() > 0) {
                keys.put(peer.key(), mean(contender, Turn::steadyRatio));
            }
        });
        keys.put("first_call_geomean_vs_native", mean(ours, Turn::firstRatio));
        keys.put("unseen_first_call_geomean_vs_native", unseenMean(ours));
        return new Findings(
                "Compute: %d programs against native Python".formatted(programs.size()),
                method(),
                tables(),
                charts(),
                keys);
    }

    private String method() {
        String text = """
                %d programs of the kind that people and language models send, in `bench/programs`, each of which takes some \
                10 ms natively. What counts is how many times as long as with the native CPython of the same build a program \
                takes. Every value that a program returns is checked, on every side.

                Each run of a program is in a fresh interpreter: agent-core is `agent-core serve`, one server process for all \
                of it, which gets each program over gRPC and gives it a sandbox of its own; the native Python is a process for \
                each program. Inside, a program is called a first time and then again and again for some time. "Steady state" \
                is the median of the later half of those calls; "first call" is all that a program needs that runs once, seen \
                from inside: compiling its text, its imports and one call.

                Warm-up: agent-core runs each program for %s s, in the order of the table, on a server that was just started; \
                the first call of that run is the column "unseen". Then %d round%s; in each, for each program, the native Python \
                runs for %s s, then the others take turns (agent-core for %s s), then the native Python again for as long. A \
                round's ratio is to the mean of the native Python before and after; the tables tell the rounds' median and \
                their spread.""".formatted(
                        programs.size(),
                        seconds(plan.ours().warmUp()),
                        plan.rounds(),
                        plan.rounds() == 1 ? "" : "s",
                        seconds(plan.nativeLength()),
                        seconds(plan.ours().length()));
        if (!plan.withPeers()) {
            return text + " The peers are measured without `--quick` only.";
        }
        return text + others.keySet().stream().map(this::method).reduce("", (before, more) -> before + "\n\n" + more);
    }

    private String method(Peer peer) {
        Pace pace = plan.of(peer);
        return "%s: %s Warm-up %s, then %d round%s of %s s for each program.%s"
                .formatted(
                        peer.title(),
                        peer.description(),
                        pace.warmUp().isZero() ? "none" : seconds(pace.warmUp()) + " s",
                        pace.rounds(),
                        pace.rounds() == 1 ? "" : "s",
                        seconds(pace.length()),
                        pace.size() == Size.FULL
                                ? ""
                                : " It and the native Python that it is compared with get less work, since it is so slow.");
    }

    private List<Table> tables() {
        return List.of(steadyTable(), firstTable(), sidesTable());
    }

    private Table steadyTable() {
        var headings = new ArrayList<>(List.of("program", "native, ms", "agent-core, ms", "agent-core", "spread"));
        others.keySet().forEach(peer -> headings.add(peer.title()));
        var rows = new ArrayList<List<String>>();
        for (Program program : programs) {
            var row = new ArrayList<>(List.of(
                    program.title(),
                    millis(ours.median(program, turn -> turn.baseline().steady())),
                    millis(ours.median(program, turn -> turn.measured().steady())),
                    Figure.ratio(ours.median(program, Turn::steadyRatio)),
                    ours.samples(program, Turn::steadyRatio).range()));
            others.values().forEach(other -> row.add(ratio(other, program)));
            rows.add(row);
        }
        var last = new ArrayList<>(List.of(MEAN, "", "", Figure.ratio(mean(ours, Turn::steadyRatio)), ""));
        others.values().forEach(other -> last.add(meanText(other, Turn::steadyRatio)));
        rows.add(last);
        return new Table("Steady state: times as long as the native Python", headings, rows);
    }

    private Table firstTable() {
        var headings = new ArrayList<>(
                List.of("program", "native, ms", "agent-core, unseen, ms", "agent-core, ms", "agent-core, ratio"));
        others.keySet().forEach(peer -> headings.add(peer.title() + ", ms"));
        var rows = new ArrayList<List<String>>();
        List<Map.Entry<Peer, Contender>> sameSize = others.entrySet().stream().toList();
        for (Program program : programs) {
            var row = new ArrayList<>(List.of(
                    program.title(),
                    millis(ours.median(program, turn -> turn.baseline().first())),
                    millis(ours.unseen(program)),
                    millis(ours.median(program, turn -> turn.measured().first())),
                    Figure.ratio(ours.median(program, Turn::firstRatio))));
            sameSize.forEach(other -> row.add(millis(
                    other.getValue().median(program, turn -> turn.measured().first()))));
            rows.add(row);
        }
        var last = new ArrayList<>(List.of(
                MEAN + " of the ratios",
                "",
                Figure.ratio(unseenMean(ours)),
                "",
                Figure.ratio(mean(ours, Turn::firstRatio))));
        sameSize.forEach(other -> last.add(meanText(other.getValue(), Turn::firstRatio)));
        rows.add(last);
        return new Table("The first call in a fresh interpreter, compiling and imports included", headings, rows);
    }

    private Table sidesTable() {
        var rows = new ArrayList<List<String>>();
        all.forEach(side -> rows.add(List.of(
                side.name(),
                String.join(", ", side.versions()),
                meanText(side, Turn::steadyRatio),
                meanText(side, Turn::firstRatio),
                millis(side.medianOfAll(Turn::outside)),
                "%d of %d".formatted(side.programs(), programs.size()),
                failures(side))));
        absent.forEach((peer, reason) -> rows.add(List.of(peer.title(), "", "", "", "", "", "absent: " + reason)));
        return new Table(
                "All sides: geometric means, and what starting and ending a fresh interpreter takes besides (median)",
                List.of("side", "Python", "steady state", "first call", "fresh interpreter, ms", "programs", "remarks"),
                rows);
    }

    private static String failures(Contender side) {
        return String.join(
                "; ",
                side.failures().entrySet().stream()
                        .map(failure -> failure.getKey().title() + ": " + failure.getValue())
                        .toList());
    }

    private List<Chart> charts() {
        List<Program> slowestFirst = programs.stream()
                .sorted(Comparator.comparingDouble((Program program) -> -ours.median(program, Turn::steadyRatio)))
                .toList();
        List<Contender> shown = all.stream()
                .filter(side -> side.programs() > 0 && mean(side, Turn::steadyRatio) <= LONGEST_BAR)
                .toList();
        String left = all.stream()
                .filter(side -> side.programs() > 0 && !shown.contains(side))
                .map(side -> " (not shown: %s, %s)".formatted(side.name(), meanText(side, Turn::steadyRatio)))
                .reduce("", String::concat);
        return List.of(
                new BarChart(
                        "compute-programs",
                        "Times as long as native Python, agent-core, steady state",
                        "times native",
                        slowestFirst.stream().map(Program::title).toList(),
                        List.of(series(
                                "agent-core", slowestFirst, program -> ours.median(program, Turn::steadyRatio)))),
                new BarChart(
                        "compute-sides",
                        "Times as long as native Python, geometric means" + left,
                        "times native",
                        shown.stream().map(Contender::name).toList(),
                        List.of(
                                series("steady state", shown, side -> mean(side, Turn::steadyRatio)),
                                series(
                                        "first call in a fresh interpreter",
                                        shown,
                                        side -> mean(side, Turn::firstRatio)))));
    }

    private static <T> Series series(String name, List<T> items, Function<T, Double> value) {
        return new Series(name, items.stream().map(value).toList());
    }

    /** The geometric mean, over the programs that the side ran, of the rounds' medians. */
    private double mean(Contender side, ToDoubleFunction<Turn> ratio) {
        return Samples.of(programs.stream()
                        .filter(side::ran)
                        .mapToDouble(program -> side.median(program, ratio))
                        .toArray())
                .geometricMean();
    }

    private double unseenMean(Contender side) {
        return Samples.of(programs.stream()
                        .mapToDouble(program -> side.unseen(program)
                                / side.median(program, turn -> turn.baseline().first()))
                        .toArray())
                .geometricMean();
    }

    private String meanText(Contender side, ToDoubleFunction<Turn> ratio) {
        return side.programs() == 0 ? "" : Figure.ratio(mean(side, ratio));
    }

    private static String ratio(Contender side, Program program) {
        return side.ran(program) ? Figure.ratio(side.median(program, Turn::steadyRatio)) : "fails";
    }

    private static String millis(double seconds) {
        return Figure.text(seconds * 1000);
    }

    private static String seconds(Duration duration) {
        return Figure.text(duration.toNanos() / 1e9);
    }
}
