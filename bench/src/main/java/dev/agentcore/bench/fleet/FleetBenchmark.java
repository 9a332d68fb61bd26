// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

import dev.agentcore.bench.Axis;
import dev.agentcore.bench.Benchmark;
import dev.agentcore.bench.Chart;
import dev.agentcore.bench.Curve;
import dev.agentcore.bench.Effort;
import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.LineChart;
import dev.agentcore.bench.Progress;
import dev.agentcore.bench.Table;
import dev.agentcore.bench.Workspace;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Simulates a fleet of servers, from the measurements of one. */
public final class FleetBenchmark implements Benchmark {
    private static final long SEED = 20_261_122;

    private static final double[] UTILIZATIONS = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.05};
    private static final int[] SLOTS = {2, 4, 8, 16};

    /** The target of the 99th percentile of waits, in mean service times. */
    private static final int[] TOLERATED_WAITS = {1, 5};

    private static final int STEP_PERCENT = 5;

    /** The nodes replaced at a time by a rolling update (maxSurge), and lost with one zone of three. */
    private static final int SURGE = 4;

    private static final int ZONES = 3;

    private static final int FEW_CLIENTS = 4;

    private static final String METHOD = """
            Nothing of this is measured but the times that programs take, which are from the rest of this report: a \
            discrete-event simulation, with a fixed seed, of servers that admit, queue (64 places each) and refuse as the real \
            one does, behind clients that choose a server for each call. Calls come by chance (Poisson); who is refused comes \
            again after RetryInfo's second and the SDK's own pause, five times in all. Waits are from a call until its program \
            begins, those pauses included. Refused is refusals per hundred calls, given up is calls that were refused \
            each time.

            hello is print("hello"), with the mean that the server reached with all slots busy; programs are the 34 of bench/run \
            compute, each once in a fresh interpreter; mixed is hello, but for 9 in 100 of the programs and 1 in 100 that keeps its \
            slot for a second, which is no measurement but a guess at what agents send. Round robin is gRPC's, least request is its \
            choice of the better of two by each client's own calls. The network, a machine's stalls and what clients compute \
            are left out: waits are what queues alone make of a load.\
            """;

    private final Workspace workspace;

    /** Simulates servers as measured in the report of that workspace. */
    public FleetBenchmark(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public Findings run(Effort effort, Progress progress) throws Exception {
        MeasuredTimes measured =
                MeasuredTimes.read(Files.readAllLines(workspace.bench().resolve("REPORT.md")));
        return run(measured, effort.pick(Sizes.QUICK, Sizes.FULL), progress);
    }

    private record Load(String name, ServiceTimes times) {}

    static Findings run(MeasuredTimes measured, Sizes sizes, Progress progress) {
        Load hello = new Load("hello", measured.hello());
        Load programs = new Load("programs", measured.programs());
        Load mixed = new Load(
                "mixed", measured.hello().mixedWith(measured.programs(), 0.09).mixedWith(ServiceTimes.anyOf(1), 0.01));
        List<Load> loads = List.of(hello, programs, mixed);
        var tables = new ArrayList<Table>();
        var charts = new ArrayList<Chart>();
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("nodes", sizes.nodes());
        keys.put("slots", measured.slots());

        progress.say("one node");
        tables.add(oneNode(measured, sizes, keys));
        for (Load load : loads) {
            progress.say(load.name());
            byUtilization(load, measured.slots(), sizes, tables, charts, keys);
        }
        progress.say("clients");
        tables.add(byChoice(programs, measured.slots(), sizes, keys));
        progress.say("slots");
        tables.add(bySlots(loads, sizes, keys));
        progress.say("disturbances");
        tables.add(disturbed(loads, measured.slots(), sizes, keys));
        return new Findings("A fleet, simulated", METHOD, tables, charts, keys);
    }

    private static FleetOutcome simulate(FleetPlan plan, Disturbance disturbance, Sizes sizes) {
        return Fleet.simulate(plan, disturbance, sizes.calls(), sizes.calls(), SEED);
    }

    /** The simulation of the measured server, compared with its measurements. */
    private static Table oneNode(MeasuredTimes measured, Sizes sizes, Map<String, Object> keys) {
        var rows = new ArrayList<List<String>>();
        for (MeasuredTimes.Asked asked : measured.loads()) {
            FleetOutcome outcome = simulate(
                    FleetPlan.standard(1, measured.slots(), measured.hello()).withUtilization(asked.share()),
                    Disturbance.NONE,
                    sizes);
            rows.add(List.of(
                    "%.0f %%".formatted(asked.share() * 100),
                    Figure.text(asked.share() * measured.runsPerSecond()),
                    Figure.text(outcome.totals().millis(50)),
                    Figure.text(asked.median()),
                    Figure.text(outcome.totals().millis(99)),
                    Figure.text(asked.percentile99())));
            keys.put(
                    "one_node_%.0f_p99_ms".formatted(asked.share() * 100),
                    outcome.totals().millis(99));
        }
        return new Table(
                "One node with %d slots, hello: from the call to its end, in ms".formatted(measured.slots()),
                List.of("utilization", "calls/s", "p50, simulated", "measured", "p99, simulated", "measured"),
                rows);
    }

    private static void byUtilization(
            Load load, int slots, Sizes sizes, List<Table> tables, List<Chart> charts, Map<String, Object> keys) {
        var rows = new ArrayList<List<String>>();
        var median = new ArrayList<Curve.Point>();
        var tail = new ArrayList<Curve.Point>();
        FleetPlan plan = FleetPlan.standard(sizes.nodes(), slots, load.times());
        for (double utilization : UTILIZATIONS) {
            FleetOutcome outcome = simulate(plan.withUtilization(utilization), Disturbance.NONE, sizes);
            rows.add(row("%.0f %%".formatted(utilization * 100), plan.withUtilization(utilization), outcome));
            if (utilization < 1) {
                median.add(new Curve.Point(utilization * 100, outcome.waits().millis(90)));
                tail.add(new Curve.Point(utilization * 100, outcome.waits().millis(99)));
            }
            if (utilization == 0.6 || utilization == 0.8 || utilization == 0.9) {
                keys.put(
                        "%s_%.0f_p99_wait_ms".formatted(load.name(), utilization * 100),
                        outcome.waits().millis(99));
            }
            if (utilization == 0.95 || utilization > 1) {
                keys.put("%s_%.0f_refused_percent".formatted(load.name(), utilization * 100), outcome.refusedPercent());
            }
        }
        tables.add(new Table(
                "%,d nodes with %d slots, %s: %s ms on average; waits in ms"
                        .formatted(
                                sizes.nodes(),
                                slots,
                                load.name(),
                                Figure.text(load.times().mean() * 1e3)),
                List.of("utilization", "calls/s", "wait, p50", "p90", "p99", "p99.9", "refused, %", "given up, %"),
                rows));
        charts.add(new LineChart(
                "fleet-" + load.name(),
                "Waiting for a slot, simulated: " + load.name(),
                Axis.linear("utilization, %"),
                Axis.linear("ms"),
                List.of(new Curve("p90", median), new Curve("p99", tail))));
    }

    private static List<String> row(String first, FleetPlan plan, FleetOutcome outcome) {
        return List.of(
                first,
                "%,.0f".formatted(plan.callsPerSecond()),
                Figure.text(outcome.waits().millis(50)),
                Figure.text(outcome.waits().millis(90)),
                Figure.text(outcome.waits().millis(99)),
                Figure.text(outcome.waits().millis(99.9)),
                Figure.text(outcome.refusedPercent()),
                Figure.text(outcome.calls() == 0 ? 0 : 100.0 * outcome.givenUp() / outcome.calls()));
    }

    private static Table byChoice(Load load, int slots, Sizes sizes, Map<String, Object> keys) {
        var rows = new ArrayList<List<String>>();
        FleetPlan plan = FleetPlan.standard(sizes.nodes(), slots, load.times()).withUtilization(0.9);
        for (int clients : new int[] {1, FEW_CLIENTS, plan.clients()}) {
            for (Choice choice : Choice.values()) {
                FleetOutcome outcome = simulate(plan.withClients(clients, choice), Disturbance.NONE, sizes);
                rows.add(row("%s, %d".formatted(choice.shown(), clients), plan, outcome));
                keys.put(
                        "%s_%d_clients_p99_wait_ms".formatted(choice.name().toLowerCase(Locale.ROOT), clients),
                        outcome.waits().millis(99));
            }
        }
        return new Table(
                "How clients or proxies choose, and how many there are: %s, utilization 90 %%".formatted(load.name()),
                List.of("choice", "calls/s", "wait, p50", "p90", "p99", "p99.9", "refused, %", "given up, %"),
                rows);
    }

    /** The same slots in fewer nodes, and the utilization that each allows. */
    private static Table bySlots(List<Load> loads, Sizes sizes, Map<String, Object> keys) {
        var headings = new ArrayList<String>(List.of("slots of a node"));
        for (Load load : loads) {
            for (int tolerated : TOLERATED_WAITS) {
                headings.add("%s, %dx".formatted(load.name(), tolerated));
            }
        }
        var rows = new ArrayList<List<String>>();
        for (int slots : SLOTS) {
            var cells = new ArrayList<String>(List.of(Integer.toString(slots)));
            for (Load load : loads) {
                for (int tolerated : TOLERATED_WAITS) {
                    int percent = highestUtilization(load, slots, tolerated, sizes);
                    cells.add(percent == 0 ? "" : percent + " %");
                    keys.put("%s_%d_slots_%dx_percent".formatted(load.name(), slots, tolerated), percent);
                }
            }
            rows.add(cells);
        }
        return new Table(
                "The highest utilization, in steps of 5 %, at which 99 of 100 calls wait no longer than one or five times what a"
                        + " program takes on average",
                headings, rows);
    }

    /** In percent; 0 if there is none. */
    private static int highestUtilization(Load load, int slots, int tolerated, Sizes sizes) {
        Sizes fewer = new Sizes(Math.max(1, sizes.nodes() * SLOTS[0] / slots), sizes.calls() / 2);
        FleetPlan plan = FleetPlan.standard(fewer.nodes(), slots, load.times());
        int percent = 100;
        double wait;
        do {
            percent -= STEP_PERCENT;
            wait = simulate(plan.withUtilization(percent / 100.0), Disturbance.NONE, fewer)
                    .waits()
                    .millis(99);
        } while (percent > STEP_PERCENT && wait > tolerated * load.times().mean() * 1e3);
        return wait > tolerated * load.times().mean() * 1e3 ? 0 : percent;
    }

    private static Table disturbed(List<Load> loads, int slots, Sizes sizes, Map<String, Object> keys) {
        var rows = new ArrayList<List<String>>();
        for (Load load : loads) {
            FleetPlan plan =
                    FleetPlan.standard(sizes.nodes(), slots, load.times()).withUtilization(0.6);
            Map<String, Disturbance> disturbances = new LinkedHashMap<>();
            disturbances.put("nothing", Disturbance.NONE);
            disturbances.put("one node is lost", new Disturbance(1, false));
            disturbances.put("a zone of three is lost", new Disturbance(sizes.nodes() / ZONES, false));
            disturbances.put("a quarter is replaced", new Disturbance(sizes.nodes() / SURGE, true));
            disturbances.forEach((what, disturbance) -> {
                FleetOutcome outcome = simulate(plan, disturbance, sizes);
                var cells = new ArrayList<>(row(load.name() + ": " + what, plan, outcome));
                cells.add(Long.toString(outcome.lost()));
                rows.add(cells);
                if (disturbance.replaced()) {
                    keys.put(load.name() + "_replaced_refused_percent", outcome.refusedPercent());
                } else if (disturbance.nodes() > 1) {
                    keys.put(
                            load.name() + "_zone_lost_p99_wait_ms",
                            outcome.waits().millis(99));
                    keys.put(load.name() + "_zone_lost_programs", outcome.lost());
                }
            });
        }
        return new Table(
                "At a utilization of 60 %, from the moment on",
                List.of(
                        "",
                        "calls/s",
                        "wait, p50",
                        "p90",
                        "p99",
                        "p99.9",
                        "refused, %",
                        "given up, %",
                        "programs lost"),
                rows);
    }
}
