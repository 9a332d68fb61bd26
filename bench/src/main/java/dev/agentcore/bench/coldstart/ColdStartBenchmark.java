// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.coldstart;

import dev.agentcore.bench.BarChart;
import dev.agentcore.bench.Benchmark;
import dev.agentcore.bench.Chart;
import dev.agentcore.bench.Effort;
import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.Progress;
import dev.agentcore.bench.SampleBook;
import dev.agentcore.bench.Samples;
import dev.agentcore.bench.Series;
import dev.agentcore.bench.Table;
import dev.agentcore.bench.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the time from a process's start to its first result. */
public final class ColdStartBenchmark implements Benchmark {
    private static final String WITH_CACHE = "agent-core, AOT cache";
    private static final String WITHOUT_CACHE = "agent-core, no AOT cache";
    private static final String SERVE_WITH_CACHE = "agent-core serve, AOT cache";
    private static final String SERVE_WITHOUT_CACHE = "agent-core serve, no AOT cache";

    private static final String METHOD = """
            The time from the start of the process until its result is here: for run -c '%s' and for the native Python of \
            the same build, until the line that is printed; for serve, until the health service has answered SERVING. The \
            processes are started as bin/agent-core starts them, with and without the AOT cache that it keeps; a row with \
            the script itself shows what that adds. In each round each is started in turn, in an order that changes.

            %s\
            """;
    private static final String COLD_METHOD = """
            Cold is straight after Linux was made to drop its page cache, so that JDK, jar and cache come from the disk; \
            under a virtual machine the host may still have them in memory. Warm is straight after that.\
            """;
    private static final String NO_COLD_METHOD = """
            Cold page caches were not measured: only root can empty them, on a system that lets it.\
            """;

    private final Workspace workspace;

    /** Measures the program of that workspace. */
    public ColdStartBenchmark(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public String name() {
        return "coldstart";
    }

    @Override
    public Findings run(Effort effort, Progress progress) throws Exception {
        requireAotCache();
        boolean canDrop = PageCache.canBeDropped();
        if (!canDrop) {
            progress.say("cold page caches cannot be measured: this user may not empty them");
        }
        List<Starter> starters = starters();
        // The first health check of this JVM is slow and must not count.
        starters.getLast().start();
        var warm = new SampleBook<String>();
        var cold = new SampleBook<String>();
        int rounds = effort.pick(1, 10);
        for (int round = 0; round < rounds; round++) {
            progress.say("round %d of %d".formatted(round + 1, rounds));
            Collections.rotate(starters, 1);
            for (Starter starter : starters) {
                if (canDrop) {
                    PageCache.drop();
                    cold.add(starter.name(), starter.start());
                }
                warm.add(starter.name(), starter.start());
            }
        }
        var phases = new SampleBook<PhaseOf>();
        int phaseRounds = effort.pick(1, 5);
        for (int round = 0; round < phaseRounds; round++) {
            progress.say("phases, round %d of %d".formatted(round + 1, phaseRounds));
            addPhases(phases, false);
            addPhases(phases, true);
        }
        return findings(names(), warm, cold, phases);
    }

    /** A phase of a start with or without the AOT cache. */
    private record PhaseOf(String phase, boolean withCache) {}

    /** The JVM ignores a cache that it rejects: the figures with it would be those without it. */
    private void requireAotCache() throws IOException, InterruptedException {
        List<String> command = workspace.agentCore(List.of("-XX:AOTMode=on"), run());
        if (command.stream().noneMatch(argument -> argument.startsWith("-XX:AOTCache="))) {
            throw new IOException("there is no AOT cache; the log of bin/agent-core says why it could not create one");
        }
        new FirstResult("check", command).start();
    }

    private static List<String> run() {
        return List.of("run", "-c", FirstResult.PROGRAM);
    }

    private List<Starter> starters() throws IOException {
        List<String> serve = List.of("serve", "--port", "0");
        return new ArrayList<>(List.of(
                new FirstResult(WITHOUT_CACHE, workspace.agentCoreWithoutAotCache(List.of(), run())),
                new FirstResult(WITH_CACHE, workspace.agentCore(List.of(), run())),
                new FirstResult(
                        "bin/agent-core, AOT cache",
                        List.of(
                                workspace.root().resolve("bin/agent-core").toString(),
                                "run",
                                "-c",
                                FirstResult.PROGRAM)),
                new FirstResult(
                        "native Python", List.of(workspace.nativePython().toString(), "-c", FirstResult.PROGRAM)),
                new Serving(
                        SERVE_WITHOUT_CACHE,
                        workspace.serverLog(),
                        workspace.agentCoreWithoutAotCache(List.of(), serve)),
                new Serving(SERVE_WITH_CACHE, workspace.serverLog(), workspace.agentCore(List.of(), serve))));
    }

    private List<String> names() throws IOException {
        return starters().stream().map(Starter::name).toList();
    }

    private void addPhases(SampleBook<PhaseOf> phases, boolean withCache) throws IOException, InterruptedException {
        Path log = Files.createTempFile("agent-core-start", ".log");
        try {
            List<String> option = List.of(StartPhases.LOG_OPTION.formatted(log));
            List<String> command =
                    withCache ? workspace.agentCore(option, run()) : workspace.agentCoreWithoutAotCache(option, run());
            double rest = new FirstResult("phases", command).start();
            for (Map.Entry<String, Double> phase :
                    StartPhases.read(Files.readAllLines(log)).entrySet()) {
                phases.add(new PhaseOf(phase.getKey(), withCache), phase.getValue());
                rest -= phase.getValue();
            }
            phases.add(new PhaseOf("the rest: the process is made, output is passed on", withCache), rest);
        } finally {
            Files.delete(log);
        }
    }

    private static Findings findings(
            List<String> names, SampleBook<String> warm, SampleBook<String> cold, SampleBook<PhaseOf> phases) {
        boolean hasCold = !cold.known().isEmpty();
        return new Findings(
                "Cold start",
                METHOD.formatted(FirstResult.PROGRAM, hasCold ? COLD_METHOD : NO_COLD_METHOD),
                List.of(startTable(names, warm, cold), phaseTable(phases)),
                List.of(startChart(names, warm, cold), phaseChart(phases)),
                keys(warm, cold));
    }

    private static Table startTable(List<String> names, SampleBook<String> warm, SampleBook<String> cold) {
        var rows = new ArrayList<List<String>>();
        for (String name : names) {
            Samples samples = warm.samples(name);
            boolean hasCold = cold.known().contains(name);
            rows.add(List.of(
                    name,
                    Figure.text(samples.median()),
                    samples.range(),
                    hasCold ? Figure.text(cold.samples(name).median()) : "",
                    hasCold ? cold.samples(name).range() : ""));
        }
        return new Table(
                "Seconds from the process's start to its first result, %d rounds"
                        .formatted(warm.samples(names.getFirst()).count()),
                List.of("", "warm, median", "least to most", "cold, median", "least to most"),
                rows);
    }

    private static Table phaseTable(SampleBook<PhaseOf> phases) {
        var rows = new ArrayList<List<String>>();
        for (String phase : phaseNames(phases)) {
            rows.add(List.of(
                    phase, Figure.text(millis(phases, phase, false)), Figure.text(millis(phases, phase, true))));
        }
        return new Table(
                "What the time of run goes to, in ms: medians, warm, while the JVM logs which classes it initialises",
                List.of("phase", "no AOT cache", "AOT cache"),
                rows);
    }

    private static List<String> phaseNames(SampleBook<PhaseOf> phases) {
        return phases.known().stream().map(PhaseOf::phase).distinct().toList();
    }

    private static double millis(SampleBook<PhaseOf> phases, String phase, boolean withCache) {
        var key = new PhaseOf(phase, withCache);
        return phases.known().contains(key) ? phases.samples(key).median() * 1000 : Double.NaN;
    }

    private static Chart startChart(List<String> names, SampleBook<String> warm, SampleBook<String> cold) {
        var series = new ArrayList<Series>();
        series.add(new Series(
                "warm", names.stream().map(name -> warm.samples(name).median()).toList()));
        if (!cold.known().isEmpty()) {
            series.add(new Series(
                    "cold",
                    names.stream().map(name -> cold.samples(name).median()).toList()));
        }
        return new BarChart("coldstart", "From the process's start to its first result", "s", names, series);
    }

    private static Chart phaseChart(SampleBook<PhaseOf> phases) {
        List<String> names = phaseNames(phases);
        return new BarChart(
                "coldstart-phases",
                "What the time of run goes to",
                "ms",
                names,
                List.of(
                        new Series(
                                "no AOT cache",
                                names.stream()
                                        .map(name -> Math.max(0, millis(phases, name, false)))
                                        .toList()),
                        new Series(
                                "AOT cache",
                                names.stream()
                                        .map(name -> Math.max(0, millis(phases, name, true)))
                                        .toList())));
    }

    private static Map<String, Object> keys(SampleBook<String> warm, SampleBook<String> cold) {
        var keys = new LinkedHashMap<String, Object>();
        keys.put("first_result_s", warm.samples(WITHOUT_CACHE).median());
        keys.put("first_result_aot_s", warm.samples(WITH_CACHE).median());
        if (!cold.known().isEmpty()) {
            keys.put("first_result_cold_s", cold.samples(WITHOUT_CACHE).median());
            keys.put("first_result_aot_cold_s", cold.samples(WITH_CACHE).median());
        }
        keys.put("serving_s", warm.samples(SERVE_WITHOUT_CACHE).median());
        keys.put("serving_aot_s", warm.samples(SERVE_WITH_CACHE).median());
        return keys;
    }
}
