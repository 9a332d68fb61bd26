// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.bench.Effort;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.Latencies;
import dev.agentcore.bench.SampleBook;
import dev.agentcore.bench.Table;
import dev.agentcore.bench.Workspace;
import dev.agentcore.bench.compute.Program;
import dev.agentcore.bench.engines.SandboxMemoryProbe.State;
import dev.agentcore.bench.latency.Rounds;
import dev.agentcore.bench.latency.Side;
import dev.agentcore.bench.throughput.Level;
import dev.agentcore.bench.throughput.Load;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EnginesReportTest {
    private static final Program PROGRAM = new Program("a_program", "");

    private final EngineFigures figures = new EngineFigures(
            new FirstCalls(List.of(PROGRAM)),
            new SampleBook<>(),
            new EnumMap<>(Deployment.class),
            new EnumMap<>(Deployment.class),
            new EnumMap<>(Deployment.class),
            new EnumMap<>(Deployment.class),
            new EnumMap<>(Deployment.class),
            new SandboxMemory(new Workspace(Path.of("."))));

    /** The JVM is ten times as slow as the native engine, which is twice as slow as the native Python. */
    @BeforeEach
    void measure() throws Exception {
        var calls = new SampleBook<Deployment>();
        for (Deployment deployment : Deployment.known()) {
            int factor = deployment.isNative() ? 1 : 10;
            calls.add(deployment, 0.020 * factor);
            figures.starts().add(deployment, 1.25 * factor);
            figures.grpcHello().put(deployment, hello(1_000_000L * factor));
            var level = new Level(16, deployment.title());
            level.add(new Load(new Latencies(), 2000.0 / factor, 0));
            figures.busy().put(deployment, level);
            figures.serverMemory().put(deployment, new ServerMemory(300, List.of(50.0, 60.0)));
            var stops = new SampleBook<EndlessProgram>();
            EndlessProgram.all().forEach(program -> stops.add(program, 4.0 * factor));
            figures.stops().put(deployment, stops);
        }
        figures.firstCalls().add(PROGRAM, 0.010, 0.010, calls);
        for (Deployment deployment : Runtimes.known()) {
            figures.runtimeHello().put(deployment, hello(400_000));
            figures.sandboxMemory().add(deployment, all(10), all(110), 100);
        }
    }

    @Test
    void theKeysAreThoseOfTheGoals() {
        assertThat(findings().keys().keySet())
                .startsWith(
                        "native_first_geomean", "native_first_worst", "jvm_first_geomean", "native_inprocess_p50_ms")
                .containsSubsequence(
                        "native_grpc_p50_ms",
                        "native_grpc_p99_ms",
                        "native_c16_runs_per_s",
                        "native_prepared_mib",
                        "native_after_hello_mib",
                        "native_ready_s",
                        "native_stop_p99_ms");
        assertThat(findings().keys())
                .containsEntry("native_c16_runs_per_s", 2000.0)
                .containsEntry("native_ready_s", 1.25)
                .containsEntry("native_stop_p99_ms", 4.0)
                .containsEntry("native_after_hello_mib", 1.0)
                .containsEntry("native_isolation", Deployment.ofNative().isolation());
    }

    @Test
    void tellsWhichGoalsAreReached() {
        List<List<String>> goals = findings().tables().getFirst().rows();

        assertThat(goals)
                .contains(
                        List.of("first call against native Python, geometric mean", "2.00", "at most 1.80", "no"),
                        List.of("first call against native Python, worst program", "2.00", "at most 3.50", "yes"),
                        List.of("runs a second, 16 clients", "2,000", "at least 1,800", "yes"),
                        List.of("memory of a prepared sandbox, MiB", "1.00", "at most 0.100", "no"),
                        List.of("process start to SERVING, s", "1.25", "at most 1.50", "yes"));
    }

    @Test
    void everyTableHasBothEngines() {
        List<Table> tables = findings().tables();

        assertThat(tables).hasSize(8);
        assertThat(tables.stream().skip(1))
                .allSatisfy(table ->
                        assertThat(table.toString()).contains(Deployment.JVM.title(), Deployment.NATIVE.title()));
    }

    private Findings findings() {
        return new EnginesReport(EnginesPlan.of(Effort.QUICK), figures).findings();
    }

    private static Map<State, Double> all(double mib) {
        var map = new EnumMap<State, Double>(State.class);
        for (State state : State.values()) {
            map.put(state, mib);
        }
        return map;
    }

    private static Rounds hello(long nanos) throws Exception {
        var rounds = new Rounds(
                new Side() {
                    @Override
                    public String name() {
                        return "hello: %s, %s".formatted(Deployment.JVM.title(), Deployment.NATIVE.title());
                    }

                    @Override
                    public long run() {
                        return nanos;
                    }
                },
                10);
        rounds.measure();
        return rounds;
    }
}
