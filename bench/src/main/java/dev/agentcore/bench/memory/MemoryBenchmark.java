// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import dev.agentcore.bench.Axis;
import dev.agentcore.bench.BarChart;
import dev.agentcore.bench.Benchmark;
import dev.agentcore.bench.Chart;
import dev.agentcore.bench.Curve;
import dev.agentcore.bench.Effort;
import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.LineChart;
import dev.agentcore.bench.Progress;
import dev.agentcore.bench.Samples;
import dev.agentcore.bench.Series;
import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Table;
import dev.agentcore.bench.Workspace;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measures the server's memory. */
public final class MemoryBenchmark implements Benchmark {
    private static final String METHOD = """
            The server is the finished jar in a process of its own, started as bin/agent-core starts it. Its resident set \
            is what Linux tells (VmRSS), a second after the server was left alone and before anything is forced; it counts \
            what is mapped from files. The live heap is what is left after a full collection, which jcmd asks for; the \
            resident set after it tells how much the collector then gave back. A megabyte is a million bytes.

            A prepared sandbox is told by servers with few slots and with many, whose every slot has one ready: the slope of \
            the line through their resident sets, once before the first run and once after all slots were in use. A running \
            sandbox is the slope over programs that sleep, on a server with \
            8 slots; as many stay prepared meanwhile.

            Growth is what %,d runs of print('hello') by as many clients as there are processors added to a server that was \
            warm after %,d: to its resident set, by the medians over %,d runs before and after, for it moves with every \
            collection; and to its live heap, which tells a leak from a collector that claims more room.\
            """.formatted(LongRun.MORE, LongRun.WARM, LongRun.WINDOW);

    private final Surveyor surveyor;

    /** Measures the server of that workspace. */
    public MemoryBenchmark(Workspace workspace) {
        surveyor = new Surveyor(workspace);
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Findings run(Effort effort, Progress progress) throws Exception {
        FootprintSeries idle = idle(effort.pick(1, 5), progress);
        PreparedSandboxes prepared = PreparedSandboxes.measure(
                surveyor, effort.pick(List.of(1, 9), List.of(1, 9, 17)), effort.pick(1, 3), progress);
        RunningSandboxes running = RunningSandboxes.measure(
                surveyor, effort.pick(List.of(0, 4), List.of(0, 1, 2, 4, 8)), effort.pick(1, 3), progress);
        int clients = Runtime.getRuntime().availableProcessors();
        LongRun longRun = LongRun.measure(surveyor, clients, progress);
        return new Findings(
                "Memory",
                METHOD,
                List.of(
                        idleTable(idle),
                        prepared.fresh().table("By prepared sandboxes, before the first run", "slots"),
                        prepared.used().table("By prepared sandboxes, after all slots were in use at once", "slots"),
                        running.sleeping().table("By running programs that sleep", "programs"),
                        running.holding()
                                .table(
                                        "A running program that holds %d MB".formatted(RunningSandboxes.HELD_MB),
                                        "programs"),
                        longRunTable(longRun)),
                charts(prepared, running, longRun),
                keys(idle, prepared, running, longRun));
    }

    private FootprintSeries idle(int rounds, Progress progress) throws IOException, InterruptedException {
        var idle = new FootprintSeries();
        for (int round = 0; round < rounds; round++) {
            progress.say("idle server, round %d of %d".formatted(round + 1, rounds));
            try (ServerProcess server = surveyor.start()) {
                idle.add(round, 0, surveyor.survey(server));
            }
        }
        return idle;
    }

    private static Table idleTable(FootprintSeries idle) {
        return new Table(
                "A server with as many slots as there are processors, before the first run, in MB",
                List.of("", "median", "least to most"),
                List.of(
                        idleRow("resident", idle.at(0, Footprint::residentMb)),
                        idleRow("of that no file's", idle.at(0, Footprint::anonymousMb)),
                        idleRow("live heap", idle.at(0, Footprint::liveHeapMb)),
                        idleRow("resident after a collection", idle.at(0, Footprint::collectedResidentMb))));
    }

    private static List<String> idleRow(String name, Samples samples) {
        return List.of(name, Figure.text(samples.median()), samples.range());
    }

    private static Table longRunTable(LongRun longRun) {
        return new Table(
                "One server over its runs of print('hello'), in MB",
                List.of(
                        "",
                        "after %,d runs".formatted(LongRun.WARM),
                        "after %,d more".formatted(LongRun.MORE),
                        "growth"),
                List.of(
                        growthRow(
                                "resident",
                                longRun.residentMbFrom(LongRun.WARM),
                                longRun.residentMbFrom(LongRun.WARM + LongRun.MORE)),
                        growthRow(
                                "heap that the collector has claimed",
                                longRun.warm().claimedHeapMb(),
                                longRun.last().claimedHeapMb()),
                        growthRow(
                                "live heap",
                                longRun.warm().liveHeapMb(),
                                longRun.last().liveHeapMb())));
    }

    private static List<String> growthRow(String name, double before, double after) {
        return List.of(name, Figure.text(before), Figure.text(after), Figure.text(after - before));
    }

    private static List<Chart> charts(PreparedSandboxes prepared, RunningSandboxes running, LongRun longRun) {
        return List.of(
                new BarChart(
                        "memory-per-sandbox",
                        "What one more sandbox takes",
                        "MB",
                        List.of("prepared, never used", "prepared, used before", "running a program that sleeps"),
                        List.of(
                                perSandbox("resident", Footprint::residentMb, prepared, running),
                                perSandbox("live heap", Footprint::liveHeapMb, prepared, running))),
                new LineChart(
                        "memory-long-run",
                        "One server over its runs",
                        Axis.linear("runs"),
                        Axis.linear("resident MB"),
                        List.of(new Curve(
                                "resident",
                                longRun.samples().stream()
                                        .map(sample -> new Curve.Point(sample.runs(), sample.residentMb()))
                                        .toList()))));
    }

    private static Series perSandbox(
            String name, ToDoubleFunction<Footprint> quantity, PreparedSandboxes prepared, RunningSandboxes running) {
        return new Series(
                name,
                List.of(
                        perOne(prepared.fresh(), quantity),
                        perOne(prepared.used(), quantity),
                        perOne(running.sleeping(), quantity)));
    }

    private static double perOne(FootprintSeries series, ToDoubleFunction<Footprint> quantity) {
        // A bar cannot be negative: measurement errors below zero count as zero.
        return Math.max(0, series.perOne(quantity).median());
    }

    private static Map<String, Object> keys(
            FootprintSeries idle, PreparedSandboxes prepared, RunningSandboxes running, LongRun longRun) {
        var keys = new LinkedHashMap<String, Object>();
        keys.put(
                "per_prepared_mb",
                prepared.fresh().perOne(Footprint::residentMb).median());
        keys.put("idle_rss_mb", idle.at(0, Footprint::residentMb).median());
        keys.put("growth_mb_after_10000", longRun.residentGrowthMb());
        keys.put("heap_growth_mb_after_10000", longRun.liveHeapGrowthMb());
        keys.put(
                "per_prepared_heap_mb",
                prepared.fresh().perOne(Footprint::liveHeapMb).median());
        keys.put(
                "per_prepared_used_mb",
                prepared.used().perOne(Footprint::residentMb).median());
        keys.put(
                "per_running_mb",
                running.sleeping().perOne(Footprint::residentMb).median());
        return keys;
    }
}
