// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.soak;

import dev.agentcore.bench.Benchmark;
import dev.agentcore.bench.Effort;
import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.Latencies;
import dev.agentcore.bench.Progress;
import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Table;
import dev.agentcore.bench.Workspace;
import dev.agentcore.client.AgentCoreClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs good and hostile programs on one server, and compares its resources before and after. */
public final class SoakBenchmark implements Benchmark {
    private static final int RUNS = 20_000;
    private static final int QUICK_RUNS = 300;

    /** Concurrent runs per processor: some are always queued. */
    private static final int CLIENTS_PER_PROCESSOR = 2;

    /** The additional warm-up runs, as a divisor of the runs: enough to compile the code and to size the heap. */
    private static final int WARM_UP_SHARE = 5;

    private static final int LEAST_WARM_UP = 500;
    private static final int SEED = 20_261_121;

    private static final String METHOD = """
            The server is the finished jar in a process of its own, on the loopback interface. Clients, two for each \
            processor, run programs in an order that looks random and is the same in every soak: good ones whose every \
            answer is checked, and hostile ones that loop, sleep, swallow what ends them, hoard memory, flood, abort, \
            exhaust their stack, break their bytecode or open what they can. A wrong answer is any other end or output than \
            the one expected, or a call that failed.

            Late is by how much a run that had to be stopped at its wall limit outlived it, as the server tells or as its \
            caller sees, whichever is more. Growth is from after the warm-up, a fifth more runs of the same kinds and 500 at least, to the \
            end, each time on an idle server after a full collection. A megabyte is a million bytes.\
            """;

    private final Workspace workspace;
    private final @Nullable Integer runs;

    /** Soaks the server of that workspace. */
    public SoakBenchmark(Workspace workspace) {
        this(workspace, null);
    }

    private SoakBenchmark(Workspace workspace, @Nullable Integer runs) {
        this.workspace = workspace;
        this.runs = runs;
    }

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public Benchmark withRuns(int number) {
        return new SoakBenchmark(workspace, number);
    }

    @Override
    public Findings run(Effort effort, Progress progress) throws Exception {
        int count = runs != null ? runs : effort.pick(QUICK_RUNS, RUNS);
        int clients = CLIENTS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        try (ServerProcess server = ServerProcess.start(workspace, List.of(), List.of());
                AgentCoreClient client = AgentCoreClient.connect(server.target());
                ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            int warmUp = Math.max(LEAST_WARM_UP, count / WARM_UP_SHARE);
            progress.say("%,d runs to warm up".formatted(warmUp));
            run(client, threads, clients, warmUp, progress);
            Holdings before = Holdings.of(workspace, server);
            progress.say("%,d runs".formatted(count));
            List<SoakRun> runs = run(client, threads, clients, count, progress);
            return findings(runs, before, Holdings.of(workspace, server));
        }
    }

    private static List<SoakRun> run(
            AgentCoreClient client, ExecutorService threads, int clients, int count, Progress progress)
            throws Exception {
        List<SoakProgram> kinds = SoakProgram.all();
        int[] order = new Random(SEED).ints(count, 0, kinds.size()).toArray();
        var next = new AtomicInteger();
        Callable<List<SoakRun>> caller = () -> {
            var runs = new ArrayList<SoakRun>();
            for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                SoakRun run = SoakRun.make(client, kinds.get(order[number]), number);
                if (run.problem() != null) {
                    progress.say("run %d, %s: %s".formatted(number, run.kind().name(), run.problem()));
                }
                runs.add(run);
            }
            return runs;
        };
        var working = new ArrayList<Future<List<SoakRun>>>();
        for (int each = 0; each < clients; each++) {
            working.add(threads.submit(caller));
        }
        var all = new ArrayList<SoakRun>();
        for (Future<List<SoakRun>> each : working) {
            all.addAll(each.get());
        }
        return all;
    }

    /** The results of the runs, and a server's resources before and after them. */
    static Findings findings(List<SoakRun> runs, Holdings before, Holdings after) {
        Latencies late = late(runs);
        var keys = new LinkedHashMap<String, Object>();
        keys.put("runs", runs.size());
        keys.put("wrong", wrong(runs));
        // Zero if no run reached its limit, which can happen with few runs.
        keys.put("late_p999_ms", late.count() == 0 ? 0 : late.millis(99.9));
        keys.put("rss_growth_mb", after.residentMb() - before.residentMb());
        keys.put("thread_growth", after.threads() - before.threads());
        keys.put("fd_growth", after.descriptors() - before.descriptors());
        return new Findings("Soak", METHOD, List.of(runTable(runs), holdingsTable(before, after)), List.of(), keys);
    }

    private static long wrong(List<SoakRun> runs) {
        return runs.stream().filter(run -> run.problem() != null).count();
    }

    /** Of the runs that reached their limit: the others would only hide them. */
    private static Latencies late(List<SoakRun> runs) {
        var late = new Latencies();
        runs.stream()
                .filter(SoakRun::reachedLimit)
                .forEach(run -> late.record(run.late().toNanos()));
        return late;
    }

    private static Table runTable(List<SoakRun> runs) {
        Map<SoakProgram, List<SoakRun>> byKind = new LinkedHashMap<>();
        runs.stream()
                .sorted((one, other) -> one.kind().name().compareTo(other.kind().name()))
                .forEach(run -> byKind.computeIfAbsent(run.kind(), absent -> new ArrayList<>())
                        .add(run));
        var rows = new ArrayList<List<String>>();
        byKind.forEach((kind, own) -> {
            Latencies late = late(own);
            rows.add(List.of(
                    kind.name(),
                    kind.hostile() ? "hostile" : "good",
                    Integer.toString(own.size()),
                    Long.toString(wrong(own)),
                    Figure.text(late.millis(50)),
                    Figure.text(late.maxMillis())));
        });
        return new Table(
                "Runs by what they did; late in ms",
                List.of("", "", "runs", "wrong", "late, median", "late, most"),
                rows);
    }

    private static Table holdingsTable(Holdings before, Holdings after) {
        return new Table(
                "The idle server",
                List.of("", "after the warm-up", "at the end"),
                List.of(
                        List.of("resident MB", Figure.text(before.residentMb()), Figure.text(after.residentMb())),
                        List.of("threads", Integer.toString(before.threads()), Integer.toString(after.threads())),
                        List.of(
                                "descriptors",
                                Integer.toString(before.descriptors()),
                                Integer.toString(after.descriptors()))));
    }
}
