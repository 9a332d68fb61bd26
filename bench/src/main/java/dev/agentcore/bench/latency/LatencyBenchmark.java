// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

import dev.agentcore.bench.Axis;
import dev.agentcore.bench.Benchmark;
import dev.agentcore.bench.Chart;
import dev.agentcore.bench.Curve;
import dev.agentcore.bench.Effort;
import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.Latencies;
import dev.agentcore.bench.LineChart;
import dev.agentcore.bench.NativePython;
import dev.agentcore.bench.Progress;
import dev.agentcore.bench.Samples;
import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Table;
import dev.agentcore.bench.Workspace;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.GuestPythonRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;

/** {@code latency}: one client's latency of {@code print("hello")}, warm and right after the server's start. */
public final class LatencyBenchmark implements Benchmark {
    private static final double STEADY_FACTOR = 2;
    private static final double CHART_STEP_SECONDS = 0.1;

    private final Workspace workspace;

    /** Measures the build of that workspace. */
    public LatencyBenchmark(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public Findings run(Effort effort, Progress progress) throws Exception {
        Plan plan = Plan.of(effort);
        // The interpreter recurses on this thread, as on the server's slot threads.
        var thread = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .stackSize(ServerSettings.defaults().engine().guestStackBytes())
                .factory());
        List<Rounds> sides;
        try {
            sides = thread.submit(() -> measureSides(plan, progress)).get();
        } finally {
            thread.shutdown();
        }
        return findings(plan, sides, measureStarts(plan, progress));
    }

    private List<Rounds> measureSides(Plan plan, Progress progress) throws Exception {
        int slots = ServerSettings.defaults().engine().slots();
        try (var server = ServerProcess.start(workspace, List.of(), List.of());
                var client = AgentCoreClient.connect(server.target());
                var inProcess = new InProcessSide(new GuestPythonRuntime(PythonGuest.load(), slots))) {
            List<Rounds> sides = List.of(
                    new Rounds(inProcess, plan.runsPerRound),
                    new Rounds(new GrpcSide(client), plan.runsPerRound),
                    new Rounds(new FirstByteSide(client), plan.runsPerRound),
                    new Rounds(new NativeSide(new NativePython(workspace.nativePython())), plan.nativeRunsPerRound));
            // Two sides share the server's JVM: the side with its own JVM is warmed up twice, to be as warm.
            for (Rounds side : List.of(sides.get(0), sides.get(0), sides.get(1), sides.get(2))) {
                int runs = side.warmUp(plan.warmUpRuns, plan.warmUp.toNanos());
                progress.say("warmed up " + side.name() + " with " + runs + " runs");
            }
            for (int round = 1; round <= plan.rounds; round++) {
                for (Rounds side : sides) {
                    side.measure();
                }
                progress.say("round " + round + " of " + plan.rounds);
            }
            return sides;
        }
    }

    private List<Start> measureStarts(Plan plan, Progress progress) throws Exception {
        var measurement = new StartMeasurement(workspace, plan.startLength);
        var starts = new ArrayList<Start>();
        for (int i = 1; i <= plan.starts; i++) {
            starts.add(measurement.measure());
            progress.say("fresh server " + i + " of " + plan.starts);
        }
        return starts;
    }

    private Findings findings(Plan plan, List<Rounds> sides, List<Start> starts) {
        Latencies inProcess = sides.get(0).all();
        Latencies grpc = sides.get(1).all();
        Latencies firstByte = sides.get(2).all();
        double steady = grpc.millis(50);
        double firstRun = median(starts, start -> start.millis(1));
        double recovers = median(starts, start -> recovers(start, steady, plan));
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("inprocess_p50_ms", inProcess.millis(50));
        keys.put("inprocess_p99_ms", inProcess.millis(99));
        keys.put("grpc_p50_ms", grpc.millis(50));
        keys.put("grpc_p99_ms", grpc.millis(99));
        keys.put("first_byte_p50_ms", firstByte.millis(50));
        keys.put("native_process_p50_ms", sides.get(3).all().millis(50));
        keys.put("ready_s", median(starts, start -> start.untilReady().toNanos() / 1e9));
        keys.put("connect_ms", median(starts, Start::connectMillis));
        keys.put("first_run_ms", firstRun);
        keys.put("first_vs_steady", firstRun / steady);
        keys.put("recovers_s", recovers);
        return new Findings(
                "Latency: hello, one client",
                method(plan),
                List.of(sidesTable(sides), startsTable(starts, steady, plan)),
                List.of(percentiles(sides), afterStart(starts)),
                keys);
    }

    private String method(Plan plan) {
        return """
                One client runs `print("hello")` again and again, each time in a fresh interpreter, and checks what it printed. \
                "In process" calls the server's runtime in the same JVM: open a sandbox, run, close it. "Over gRPC" calls \
                `agent-core serve` in a process of its own, over the loopback interface with the client SDK, until the result is \
                there; "first byte" is the time until the first output event is there, of a program that goes on for some \
                milliseconds after it has printed. "Native process" is `python -c` with the native Python of the same build, from \
                `fork` to the process's end, without any sandbox; it includes what a JVM takes to start a process.

                Warm-up: each of the two JVMs for at least %d s and %,d runs. Then %d rounds, in each of which the sides take \
                turns with %d runs each (the native process: %d).

                After the start: %d servers, one after the other, each run hello from the moment that it says that it serves and a \
                connection is made ("connect": that, and one GetCapabilities), for %d s, with a client that is warm. Steady state is the median "over gRPC" from above. A server has recovered when \
                the median of %d runs in a row is within %.0f times that, and stays there; if it never is, %d s are counted. The chart shows the first \
                run and then the medians of each tenth of a second.""".formatted(
                        2 * plan.warmUp.toSeconds(),
                        2 * plan.warmUpRuns,
                        plan.rounds,
                        plan.runsPerRound,
                        plan.nativeRunsPerRound,
                        plan.starts,
                        plan.startLength.toSeconds(),
                        Start.WINDOW,
                        STEADY_FACTOR,
                        plan.startLength.toSeconds());
    }

    private static Table sidesTable(List<Rounds> sides) {
        return new Table(
                "print(\"hello\"), milliseconds",
                List.of("side", "runs", "p50", "p90", "p99", "p99.9", "max", "spread of the rounds' p50"),
                sides.stream()
                        .map(side -> List.of(
                                side.name(),
                                "%,d".formatted(side.all().count()),
                                Figure.text(side.all().millis(50)),
                                Figure.text(side.all().millis(90)),
                                Figure.text(side.all().millis(99)),
                                Figure.text(side.all().millis(99.9)),
                                Figure.text(side.all().maxMillis()),
                                side.medians().range()))
                        .toList());
    }

    private static Table startsTable(List<Start> starts, double steady, Plan plan) {
        List<ToDoubleFunction<Start>> columns = List.of(
                start -> start.untilReady().toNanos() / 1e9,
                Start::connectMillis,
                start -> start.millis(1),
                start -> start.millis(10),
                start -> start.millis(100),
                start -> start.millis(1) / steady,
                start -> recovers(start, steady, plan));
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < starts.size(); i++) {
            Start start = starts.get(i);
            rows.add(row(String.valueOf(i + 1), columns, column -> column.applyAsDouble(start)));
        }
        rows.add(row("median", columns, column -> median(starts, column)));
        return new Table(
                "After the server's start (steady state: %s ms)".formatted(Figure.text(steady)),
                List.of(
                        "server",
                        "ready, s",
                        "connect, ms",
                        "run 1, ms",
                        "run 10, ms",
                        "run 100, ms",
                        "run 1 / steady",
                        "recovers, s"),
                rows);
    }

    private static List<String> row(
            String name, List<ToDoubleFunction<Start>> columns, ToDoubleFunction<ToDoubleFunction<Start>> value) {
        var row = new ArrayList<>(List.of(name));
        columns.forEach(column -> row.add(Figure.text(value.applyAsDouble(column))));
        return row;
    }

    private static Chart percentiles(List<Rounds> sides) {
        return new LineChart(
                "latency-percentiles",
                "print(\"hello\"), one client: latency by percentile",
                Axis.percentiles("percentile of the runs"),
                Axis.logarithmic("milliseconds"),
                sides.stream().map(side -> side.all().curve(side.name())).toList());
    }

    private static Chart afterStart(List<Start> starts) {
        var curves = new ArrayList<Curve>();
        for (int i = 0; i < starts.size(); i++) {
            curves.add(new Curve(
                    "server " + (i + 1),
                    starts.get(i).outline(CHART_STEP_SECONDS).stream()
                            .map(run -> new Curve.Point(run.beganSeconds(), run.millis()))
                            .toList()));
        }
        return new LineChart(
                "latency-after-start",
                "print(\"hello\") over gRPC after the server's start",
                Axis.linear("seconds since the server is ready"),
                Axis.logarithmic("milliseconds"),
                curves);
    }

    private static double recovers(Start start, double steady, Plan plan) {
        return Math.min(start.secondsUntilWithin(STEADY_FACTOR * steady), plan.startLength.toNanos() / 1e9);
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
        return Samples.of(starts.stream().mapToDouble(figure).toArray()).median();
    }

    private record Plan(
            int warmUpRuns,
            Duration warmUp,
            int rounds,
            int runsPerRound,
            int nativeRunsPerRound,
            int starts,
            Duration startLength) {
        static Plan of(Effort effort) {
            return effort.pick(
                    new Plan(200, Duration.ofSeconds(3), 5, 60, 5, 2, Duration.ofSeconds(5)),
                    new Plan(5000, Duration.ofSeconds(20), 10, 500, 20, 5, Duration.ofSeconds(12)));
        }
    }
}
