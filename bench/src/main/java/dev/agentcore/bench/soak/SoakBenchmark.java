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
            visit(client, threads, clients, warmUp, progress);
            Holdings before = Holdings.of(workspace, server);
            progress.say("%,d runs".formatted(count));
            List<Visit> visits = visit(client, threads, clients, count, progress);
            return findings(visits, before, Holdings.of(workspace, server));
        }
    }

    private static List<Visit> visit(
            AgentCoreClient client, ExecutorService threads, int clients, int count, Progress progress)
            throws Exception {
        List<Visitor> visitors = Visitor.all();
        int[] order = new Random(SEED).ints(count, 0, visitors.size()).toArray();
        var next = new AtomicInteger();
        Callable<List<Visit>> caller = () -> {
            var visits = new ArrayList<Visit>();
            for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                Visit visit = Visit.make(client, visitors.get(order[number]), number);
                if (visit.mistake() != null) {
                    progress.say(
                            "run %d, %s: %s".formatted(number, visit.visitor().name(), visit.mistake()));
                }
                visits.add(visit);
            }
            return visits;
        };
        var working = new ArrayList<Future<List<Visit>>>();
        for (int each = 0; each < clients; each++) {
            working.add(threads.submit(caller));
        }
        var all = new ArrayList<Visit>();
        for (Future<List<Visit>> each : working) {
            all.addAll(each.get());
        }
        return all;
    }

    /** The results of the runs, and a server's resources before and after them. */
    static Findings findings(List<Visit> visits, Holdings before, Holdings after) {
        Latencies late = late(visits);
        var keys = new LinkedHashMap<String, Object>();
        keys.put("runs", visits.size());
        keys.put("wrong", wrong(visits));
        // Zero if no run reached its limit, which can happen with few runs.
        keys.put("late_p999_ms", late.count() == 0 ? 0 : late.millis(99.9));
        keys.put("rss_growth_mb", after.residentMb() - before.residentMb());
        keys.put("thread_growth", after.threads() - before.threads());
        keys.put("fd_growth", after.descriptors() - before.descriptors());
        return new Findings("Soak", METHOD, List.of(visitTable(visits), holdingsTable(before, after)), List.of(), keys);
    }

    private static long wrong(List<Visit> visits) {
        return visits.stream().filter(visit -> visit.mistake() != null).count();
    }

    /** Of the runs that reached their limit: the others would only hide them. */
    private static Latencies late(List<Visit> visits) {
        var late = new Latencies();
        visits.stream()
                .filter(Visit::reachedLimit)
                .forEach(visit -> late.record(visit.late().toNanos()));
        return late;
    }

    private static Table visitTable(List<Visit> visits) {
        Map<Visitor, List<Visit>> byVisitor = new LinkedHashMap<>();
        visits.stream()
                .sorted((one, other) ->
                        one.visitor().name().compareTo(other.visitor().name()))
                .forEach(visit -> byVisitor
                        .computeIfAbsent(visit.visitor(), absent -> new ArrayList<>())
                        .add(visit));
        var rows = new ArrayList<List<String>>();
        byVisitor.forEach((visitor, own) -> {
            Latencies late = late(own);
            rows.add(List.of(
                    visitor.name(),
                    visitor.hostile() ? "hostile" : "good",
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
