// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import dev.agentcore.bench.Axis;
import dev.agentcore.bench.BarChart;
import dev.agentcore.bench.Benchmark;
import dev.agentcore.bench.Chart;
import dev.agentcore.bench.Effort;
import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.LineChart;
import dev.agentcore.bench.NativePython;
import dev.agentcore.bench.Progress;
import dev.agentcore.bench.Series;
import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Table;
import dev.agentcore.bench.Workspace;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code throughput}: how often a server runs {@code print("hello")} for many clients, and its CPU time. */
public final class ThroughputBenchmark implements Benchmark {
    private static final List<Integer> CLIENTS = List.of(1, 4, 16, 64);

    /** The number of clients whose throughput is the capacity, on which the loads of open loops are based. */
    private static final int BUSY = 16;

    private static final List<Integer> NATIVE_PROCESSES = List.of(1, 16);
    private static final List<Integer> RATES_PERCENT = List.of(50, 80, 95);
    private static final List<String> HEADINGS =
            List.of("load", "runs", "runs/s", "spread of the rounds", "p50", "p90", "p99", "p99.9", "max", "refused");

    private final Workspace workspace;

    /** Measures the build of that workspace. */
    public ThroughputBenchmark(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public Findings run(Effort effort, Progress progress) throws Exception {
        Plan plan = Plan.of(effort);
        try (var server = ServerProcess.start(workspace, List.of(), List.of())) {
            Job.Source clients = () -> new GrpcJob(server.target());
            warmUp(plan, clients, progress);
            List<Level> closed = CLIENTS.stream()
                    .map(count -> new Level(count, count == 1 ? "1 client" : count + " clients"))
                    .toList();
            List<Level> processes = NATIVE_PROCESSES.stream()
                    .map(count -> new Level(count, "native processes, %d at a time".formatted(count)))
                    .toList();
            measureClosed(plan, clients, closed, processes, progress);
            List<Level> open = measureOpen(plan, clients, busy(closed).rates().median(), progress);
            Cpu cpu = measureCpu(plan, clients, server);
            return findings(plan, closed, processes, open, cpu);
        }
    }

    private static void warmUp(Plan plan, Job.Source clients, Progress progress) throws Exception {
        var loop = new ClosedLoop(clients, plan.warmUp);
        long runs = 0;
        while (runs < plan.warmUpRuns) {
            runs += loop.run(BUSY).latencies().count();
            progress.say("warming up: %,d runs".formatted(runs));
        }
    }

    private static Level busy(List<Level> closed) {
        return closed.stream()
                .filter(level -> level.amount() == BUSY)
                .findFirst()
                .orElseThrow();
    }

    private void measureClosed(
            Plan plan, Job.Source clients, List<Level> closed, List<Level> processes, Progress progress)
            throws Exception {
        var python = new NativePython(workspace.nativePython());
        var loop = new ClosedLoop(clients, plan.round);
        var nativeLoop = new ClosedLoop(() -> new NativeJob(python), plan.nativeRound);
        for (int round = 1; round <= plan.rounds; round++) {
            for (Level level : closed) {
                level.add(loop.run(level.amount()));
            }
            for (Level level : processes) {
                level.add(nativeLoop.run(level.amount()));
            }
            progress.say("closed loop, round " + round + " of " + plan.rounds);
        }
    }

    private static List<Level> measureOpen(Plan plan, Job.Source clients, double capacity, Progress progress)
            throws Exception {
        List<Level> levels = RATES_PERCENT.stream()
                .map(percent -> new Level(
                        percent,
                        "%s runs/s asked for (%d %%)".formatted(Figure.text(capacity * percent / 100), percent)))
                .toList();
        var jobs = new ArrayList<Job>();
        try {
            for (int i = 0; i < BUSY; i++) {
                Job job = clients.next();
                jobs.add(job);
                job.run();
            }
            var loop = new OpenLoop(jobs, plan.openRound);
            for (int round = 1; round <= plan.openRounds; round++) {
                for (Level level : levels) {
                    level.add(loop.run(capacity * level.amount() / 100));
                }
                progress.say("open loop, round " + round + " of " + plan.openRounds);
            }
        } finally {
            jobs.forEach(ThroughputBenchmark::close);
        }
        return levels;
    }

    private static void close(Job job) {
        try {
            job.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Cpu measureCpu(Plan plan, Job.Source clients, ServerProcess server) throws Exception {
        var loop = new ClosedLoop(clients, plan.cpuRound);
        try (var profile = CpuProfile.begin(workspace.java(), server.pid())) {
            double clientsBefore = ownCpuMillis();
            Load load = loop.run(BUSY);
            double clientsMillis = ownCpuMillis() - clientsBefore;
            // Each client runs once before the measurement begins.
            return new Cpu(profile.end(), clientsMillis, load.latencies().count() + BUSY);
        }
    }

    private static double ownCpuMillis() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return system.getProcessCpuTime() / 1e6;
    }

    private static Findings findings(Plan plan, List<Level> closed, List<Level> processes, List<Level> open, Cpu cpu) {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (int i = 0; i < CLIENTS.size(); i++) {
            keys.put(
                    "c%d_runs_per_s".formatted(CLIENTS.get(i)),
                    closed.get(i).rates().median());
        }
        Level busy = closed.get(CLIENTS.indexOf(BUSY));
        keys.put("c16_p99_ms", busy.latencies().millis(99));
        for (int i = 0; i < RATES_PERCENT.size(); i++) {
            keys.put(
                    "open%d_p99_ms".formatted(RATES_PERCENT.get(i)),
                    open.get(i).latencies().millis(99));
        }
        keys.put("native_processes_16_runs_per_s", processes.getLast().rates().median());
        keys.put("server_cpu_ms_per_run", cpu.server().totalMillis() / cpu.runs());
        Arrays.stream(Part.values())
                .forEach(part -> keys.put(part.key(), cpu.server().percent(part)));
        return new Findings(
                "Throughput: hello, many clients",
                method(plan),
                List.of(closedTable(closed, processes), openTable(open), cpuTable(cpu)),
                List.of(
                        rates(closed, processes),
                        percentiles("throughput-closed", "Closed loop: latency by percentile", closed),
                        percentiles(
                                "throughput-open", "Open loop: latency from the intended start, by percentile", open),
                        cpuChart(cpu)),
                keys);
    }

    private static String method(Plan plan) {
        return """
                `agent-core serve` with its standard settings, in a process of its own, as it is deployed: its memory, its \
                collector and its processor time are its own, and none of the load's. The load comes from one other process on the \
                same machine over the loopback interface, so the two share the processors; what the load takes of them is told \
                below. Each run is `print("hello")` in a fresh interpreter, with the client SDK, and its output is checked. Every \
                client of the closed loop has a connection of its own.

                Warm-up: %d clients, at least %d s and %,d runs. Closed loop, where each client waits for its run's end before it asks for the next: \
                %d rounds, in each of which all numbers of clients take turns for %d s each. For comparison, with no sandbox and \
                no server: processes of the native Python of the same build, for %d s a round.

                Open loop: runs are asked for at fixed times, evenly spaced, over %d connections, whatever has become of those \
                before, at a share of what %d clients reached in the closed loop; %d rounds of %d s each. Latency counts from the \
                time at which a run was to begin, so a stall is seen by all runs that it held up. What the server refused \
                (its queue holds 64) is counted apart.

                Processor time: %d clients for %d s, after all else. A part of the server's threads does one thing each, and the \
                operating system's accounts tell what each thread used. The threads of the slots open sandboxes, run guests and \
                hand over output: theirs is divided by JFR's samples of processor time (5 ms apart), each by its stack. Sampling \
                is on for this part only.""".formatted(
                        BUSY,
                        plan.warmUp.toSeconds(),
                        plan.warmUpRuns,
                        plan.rounds,
                        plan.round.toSeconds(),
                        plan.nativeRound.toSeconds(),
                        BUSY,
                        BUSY,
                        plan.openRounds,
                        plan.openRound.toSeconds(),
                        BUSY,
                        plan.cpuRound.toSeconds());
    }

    private static Table closedTable(List<Level> closed, List<Level> processes) {
        var rows = new ArrayList<List<String>>();
        closed.forEach(level -> rows.add(level.row()));
        processes.forEach(level -> rows.add(level.row()));
        return new Table("Closed loop; latency in milliseconds", HEADINGS, rows);
    }

    private static Table openTable(List<Level> open) {
        return new Table(
                "Open loop; latency in milliseconds from the intended start",
                HEADINGS,
                open.stream().map(Level::row).toList());
    }

    private static Table cpuTable(Cpu cpu) {
        var rows = new ArrayList<List<String>>();
        for (Part part : Part.values()) {
            double millis = cpu.server().millis().getOrDefault(part, 0.0);
            rows.add(List.of(
                    part.description(),
                    Figure.text(millis / cpu.runs()),
                    Figure.text(cpu.server().percent(part)) + " %"));
        }
        rows.add(List.of("the server", Figure.text(cpu.server().totalMillis() / cpu.runs()), "100 %"));
        rows.add(List.of(
                "besides, the clients",
                Figure.text(cpu.clientsMillis() / cpu.runs()),
                Figure.text(100 * cpu.clientsMillis() / cpu.server().totalMillis()) + " %"));
        return new Table(
                "Processor time with %d clients".formatted(BUSY),
                List.of("what for", "ms a run", "of the server's"),
                rows);
    }

    private static Chart rates(List<Level> closed, List<Level> processes) {
        var all = new ArrayList<Level>();
        all.addAll(closed);
        all.addAll(processes);
        return new BarChart(
                "throughput-runs",
                "Isolated runs of print(\"hello\") per second, closed loop",
                "runs per second",
                all.stream().map(Level::name).toList(),
                List.of(new Series(
                        "runs per second",
                        all.stream().map(level -> level.rates().median()).toList())));
    }

    private static Chart percentiles(String fileName, String title, List<Level> levels) {
        return new LineChart(
                fileName,
                title,
                Axis.percentiles("percentile of the runs"),
                Axis.logarithmic("milliseconds"),
                levels.stream()
                        .map(level -> level.latencies().curve(level.name()))
                        .toList());
    }

    private static Chart cpuChart(Cpu cpu) {
        return new BarChart(
                "throughput-cpu",
                "What the server uses the processor for, %d clients".formatted(BUSY),
                "milliseconds of processor time a run",
                Arrays.stream(Part.values())
                        .map(part -> part.description().replaceFirst("[:,].*", ""))
                        .toList(),
                List.of(new Series(
                        "server",
                        Arrays.stream(Part.values())
                                .map(part -> cpu.server().millis().getOrDefault(part, 0.0) / cpu.runs())
                                .toList())));
    }

    /**
     * The CPU time, by part.
     *
     * @param server the server's CPU time
     * @param clientsMillis the clients' CPU time
     * @param runs the number of runs
     */
    private record Cpu(CpuShares server, double clientsMillis, long runs) {}

    private record Plan(
            Duration warmUp,
            int warmUpRuns,
            int rounds,
            Duration round,
            Duration nativeRound,
            int openRounds,
            Duration openRound,
            Duration cpuRound) {
        static Plan of(Effort effort) {
            return effort.pick(
                    new Plan(
                            Duration.ofSeconds(5),
                            500,
                            2,
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(1),
                            1,
                            Duration.ofSeconds(4),
                            Duration.ofSeconds(4)),
                    new Plan(
                            Duration.ofSeconds(30),
                            10_000,
                            5,
                            Duration.ofSeconds(8),
                            Duration.ofSeconds(3),
                            3,
                            Duration.ofSeconds(12),
                            Duration.ofSeconds(15)));
        }
    }
}
