// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import dev.agentcore.bench.BarChart;
import dev.agentcore.bench.Chart;
import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.Latencies;
import dev.agentcore.bench.Samples;
import dev.agentcore.bench.Series;
import dev.agentcore.bench.Table;
import dev.agentcore.bench.compute.Program;
import dev.agentcore.bench.engines.SandboxMemoryProbe.State;
import dev.agentcore.bench.latency.Rounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what was measured into tables, a chart and keys. */
final class EnginesReport {
    private final EnginesPlan plan;
    private final EngineFigures figures;

    /** What the native engine is judged by: the one that its default isolation gives. */
    private final Deployment judged;

    EnginesReport(EnginesPlan plan, EngineFigures figures) {
        this.plan = plan;
        this.figures = figures;
        judged = Deployment.ofNative();
    }

    Findings findings() {
        return new Findings(
                "Engines: jvm, native and native Python",
                method(),
                List.of(
                        goalsTable(),
                        firstCallsTable(),
                        helloTable(),
                        busyTable(),
                        stopsTable(),
                        memoryTable(),
                        processesTable(),
                        startsTable()),
                List.of(firstCallsChart()),
                keys());
    }

    private Map<String, Object> keys() {
        Samples nativeFirst = figures.firstCalls().ratios(judged);
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("native_first_geomean", nativeFirst.geometricMean());
        keys.put("native_first_worst", nativeFirst.max());
        keys.put(
                "jvm_first_geomean", figures.firstCalls().ratios(Deployment.JVM).geometricMean());
        keys.put(
                "native_inprocess_p50_ms",
                hello(figures.runtimeHello(), Deployment.NATIVE).millis(50));
        if (figures.runtimeHello().containsKey(Deployment.WORKERS)) {
            keys.put(
                    "native_worker_p50_ms",
                    hello(figures.runtimeHello(), Deployment.WORKERS).millis(50));
        }
        keys.put("native_grpc_p50_ms", hello(figures.grpcHello(), judged).millis(50));
        keys.put("native_grpc_p99_ms", hello(figures.grpcHello(), judged).millis(99));
        keys.put("native_c16_runs_per_s", figures.level(judged).rates().median());
        keys.put("native_prepared_mib", memory(State.OPENED));
        keys.put("native_after_hello_mib", memory(State.AFTER_HELLO));
        keys.put("native_ready_s", figures.starts().samples(judged).median());
        keys.put("native_stop_p99_ms", figures.allStops(judged).quantile(0.99));
        keys.put(
                "native_first_median_geomean",
                figures.firstCalls().medianRatios(judged).geometricMean());
        keys.put("native_isolation", judged.isolation());
        return keys;
    }

    private static Latencies hello(Map<Deployment, Rounds> sides, Deployment deployment) {
        return EngineFigures.of(sides, deployment).all();
    }

    /** Never negative, which only errors of measurement are. */
    private double memory(State state) {
        return Math.max(0, figures.sandboxMemory().mib(Deployment.NATIVE, state).median());
    }

    private String method() {
        return """
                The servers are `agent-core serve` in processes of their own, with the settings of the row: `engine.kind`, and \
                `engine.isolation` where the build has it. They exist at the same time and take turns, as does the native Python \
                of the same build, in a process for each program. The keys are those of isolation `%s`.

                First calls: %d programs of `bench/programs`, each sent once a round to each server, which gives it a fresh interpreter; \
                before and after them, the native Python runs it in a fresh process, once each. What is compared is what \
                the program takes that runs once, by its own interpreter's clock: compiling its text, its imports, and one call, \
                whose value is checked. Starting the interpreter does not count on any side. %d rounds for the native engine; the JVM's in %d \
                of them, each with a server that was just started and warmed up as the product warms up, and has not seen the \
                program. The ratio is the best call of the server to the best of the native Python; "median" is the rounds' median of the \
                call to the mean of the native Python just before and after.

                Hello: `print("hello")` in a fresh interpreter. "Runtime" is the server's runtime in this JVM: open a sandbox, run, close it. \
                "Over gRPC" is until the client SDK has the result. Each side runs it for %d s first, then %d rounds of %d runs in turn. \
                Many clients: %d, each with its connection, ask for the next run when they have the last; %d rounds of %d s in turn.

                Stop: a program that loops for ever is cancelled by `AdminService.CancelExecution` 20 to 80 ms after it began; \
                from that call until the client has the end of the run. %d of each kind.

                Memory of a sandbox: a process with %d sandboxes of the native engine against one with %d (JVM: %d and %d), divided by the difference. It counts the \
                process's proportional set (so what all share counts once), its page tables, and the heap that is in use. "Held \
                ready" is what the runtime prepares before a run; "open" has run nothing; a sandbox that was used keeps its pages for the next.

                Ready: from the start of the process, with the start-up cache of `bin/agent-core`, until the health service has answered SERVING.\
                """.formatted(
                        judged.isolation(),
                        figures.firstCalls().programs().size(),
                        plan.rounds(),
                        plan.jvmServers(),
                        plan.warmUp().toSeconds(),
                        plan.helloRounds(),
                        plan.helloRuns(),
                        EnginesBenchmark.CLIENTS,
                        plan.busyRounds(),
                        plan.busy().toSeconds(),
                        plan.stops(),
                        SandboxMemory.MANY_NATIVE,
                        SandboxMemory.FEW_NATIVE,
                        SandboxMemory.MANY_JVM,
                        SandboxMemory.FEW_JVM);
    }

    private Table goalsTable() {
        var rows = new ArrayList<List<String>>();
        Samples first = figures.firstCalls().ratios(judged);
        Latencies grpc = hello(figures.grpcHello(), judged);
        rows.add(goal("first call against native Python, geometric mean", first.geometricMean(), "at most", 1.8));
        rows.add(goal("first call against native Python, worst program", first.max(), "at most", 3.5));
        rows.add(goal(
                "hello, in-process, p50, ms",
                hello(figures.runtimeHello(), Deployment.NATIVE).millis(50),
                "at most",
                0.5));
        if (figures.runtimeHello().containsKey(Deployment.WORKERS)) {
            rows.add(goal(
                    "hello in a worker, p50, ms",
                    hello(figures.runtimeHello(), Deployment.WORKERS).millis(50),
                    "at most",
                    0.8));
        }
        rows.add(goal("hello over gRPC, p50, ms", grpc.millis(50), "at most", 1.2));
        rows.add(goal("hello over gRPC, p99, ms", grpc.millis(99), "at most", 5));
        rows.add(goal(
                "runs a second, %d clients".formatted(EnginesBenchmark.CLIENTS),
                figures.level(judged).rates().median(),
                "at least",
                1800));
        rows.add(goal("memory of a prepared sandbox, MiB", memory(State.OPENED), "at most", 0.1));
        rows.add(goal("memory of a sandbox after hello, MiB", memory(State.AFTER_HELLO), "at most", 1.2));
        rows.add(goal(
                "process start to SERVING, s", figures.starts().samples(judged).median(), "at most", 1.5));
        rows.add(goal(
                "stop of an endless loop, p99, ms", figures.allStops(judged).quantile(0.99), "at most", 20));
        return new Table(
                "The native engine, isolation %s, against its goals".formatted(judged.isolation()),
                List.of("", "measured", "goal", "reached"),
                rows);
    }

    private static List<String> goal(String what, double measured, String bound, double goal) {
        boolean reached = bound.equals("at most") ? measured <= goal : measured >= goal;
        return List.of(what, Figure.text(measured), bound + " " + Figure.text(goal), reached ? "yes" : "no");
    }

    private Table firstCallsTable() {
        List<Deployment> known = Deployment.known();
        var headings = new ArrayList<>(List.of("program", "native Python, ms"));
        for (Deployment deployment : known) {
            headings.addAll(List.of(deployment.title() + ", ms", "ratio", "median"));
        }
        var rows = new ArrayList<List<String>>();
        FirstCalls calls = figures.firstCalls();
        for (Program program : calls.programs()) {
            var row = new ArrayList<>(List.of(program.title(), Figure.text(calls.nativeMillis(program))));
            for (Deployment deployment : known) {
                row.add(Figure.text(calls.millis(deployment, program)));
                row.add(Figure.text(calls.ratio(deployment, program)));
                row.add(Figure.text(calls.roundRatios(deployment, program).median()));
            }
            rows.add(row);
        }
        var mean = new ArrayList<>(List.of("geometric mean", ""));
        var worst = new ArrayList<>(List.of("worst", ""));
        for (Deployment deployment : known) {
            Samples best = calls.ratios(deployment);
            Samples median = calls.medianRatios(deployment);
            mean.addAll(List.of("", Figure.text(best.geometricMean()), Figure.text(median.geometricMean())));
            worst.addAll(List.of("", Figure.text(best.max()), Figure.text(median.max())));
        }
        rows.add(mean);
        rows.add(worst);
        return new Table("The first call in a fresh interpreter, compiling and imports included", headings, rows);
    }

    private Chart firstCallsChart() {
        List<Program> programs = figures.firstCalls().programs();
        return new BarChart(
                "engines-first-calls",
                "The first call of a program, native Python is 1",
                "times as long",
                programs.stream().map(Program::title).toList(),
                List.of(series(judged, programs), series(Deployment.JVM, programs)));
    }

    private Series series(Deployment deployment, List<Program> programs) {
        return new Series(
                deployment.title(),
                programs.stream()
                        .map(program -> figures.firstCalls().ratio(deployment, program))
                        .toList());
    }

    private Table helloTable() {
        var rows = new ArrayList<List<String>>();
        for (Map<Deployment, Rounds> sides : List.of(figures.runtimeHello(), figures.grpcHello())) {
            for (Rounds side : sides.values()) {
                Latencies all = side.all();
                rows.add(List.of(
                        side.name(),
                        "%,d".formatted(all.count()),
                        Figure.text(all.millis(50)),
                        Figure.text(all.millis(90)),
                        Figure.text(all.millis(99)),
                        Figure.text(all.maxMillis()),
                        side.medians().range()));
            }
        }
        return new Table(
                "print(\"hello\"), one client, milliseconds",
                List.of("side", "runs", "p50", "p90", "p99", "max", "spread of the rounds' p50"),
                rows);
    }

    private Table busyTable() {
        return new Table(
                "print(\"hello\"), %d clients; latency in milliseconds".formatted(EnginesBenchmark.CLIENTS),
                List.of(
                        "server",
                        "runs",
                        "runs/s",
                        "spread of the rounds",
                        "p50",
                        "p90",
                        "p99",
                        "p99.9",
                        "max",
                        "refused"),
                Deployment.known().stream()
                        .map(each -> figures.level(each).row())
                        .toList());
    }

    private Table stopsTable() {
        var headings = new ArrayList<>(List.of("program"));
        for (Deployment deployment : Deployment.known()) {
            headings.addAll(List.of(deployment.title() + ", p50", "p99", "max"));
        }
        var rows = new ArrayList<List<String>>();
        for (EndlessProgram program : EndlessProgram.all()) {
            var row = new ArrayList<>(List.of(program.name()));
            for (Deployment deployment : Deployment.known()) {
                addStops(row, figures.stops(deployment).samples(program));
            }
            rows.add(row);
        }
        var all = new ArrayList<>(List.of("all"));
        for (Deployment deployment : Deployment.known()) {
            addStops(all, figures.allStops(deployment));
        }
        rows.add(all);
        return new Table("From the request to stop until the end of the run, milliseconds", headings, rows);
    }

    private static void addStops(List<String> row, Samples millis) {
        row.addAll(
                List.of(Figure.text(millis.median()), Figure.text(millis.quantile(0.99)), Figure.text(millis.max())));
    }

    private Table memoryTable() {
        return new Table(
                "Memory of one sandbox, MiB",
                List.of("", Deployment.NATIVE.title(), "least to most", Deployment.JVM.title(), "least to most"),
                List.of(
                        memoryRow("held ready", State.PREPARED),
                        memoryRow("open", State.OPENED),
                        memoryRow("open, after hello", State.AFTER_HELLO),
                        memoryRow("held ready again", State.PREPARED_AGAIN)));
    }

    private List<String> memoryRow(String name, State state) {
        Samples ofNative = figures.sandboxMemory().mib(Deployment.NATIVE, state);
        Samples ofJvm = figures.sandboxMemory().mib(Deployment.JVM, state);
        return List.of(
                name, Figure.text(ofNative.median()), ofNative.range(), Figure.text(ofJvm.median()), ofJvm.range());
    }

    private Table processesTable() {
        var rows = new ArrayList<List<String>>();
        figures.serverMemory()
                .forEach((deployment, memory) -> rows.add(List.of(
                        deployment.title(),
                        Figure.text(memory.server()),
                        String.valueOf(memory.workers().size()),
                        Figure.text(memory.workers().stream()
                                .mapToDouble(each -> each)
                                .sum()))));
        return new Table(
                "Proportional set of the processes after that, MiB",
                List.of("server", "its own", "workers", "of all workers"),
                rows);
    }

    private Table startsTable() {
        return new Table(
                "From the start of the process to SERVING, s",
                List.of("server", "starts", "median", "least to most"),
                Deployment.known().stream()
                        .map(each -> List.of(
                                each.title(),
                                String.valueOf(figures.starts().samples(each).count()),
                                Figure.text(figures.starts().samples(each).median()),
                                figures.starts().samples(each).range()))
                        .toList());
    }
}
