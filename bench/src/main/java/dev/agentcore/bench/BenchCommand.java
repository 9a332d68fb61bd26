// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench/run}. */
@Command(
        name = "bench/run",
        description = {
            "Measures how fast agent-core is, on this machine.",
            "Prints tables and, as the last line of each benchmark, RESULT and its figures as JSON."
        },
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final String REPORT = "report";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            description =
                    "latency, throughput, compute, engines, coldstart, memory, stream, soak, fleet or jmh; all: each of them in a"
                            + " JVM of its own, then the report; report: only the report, of what was measured last.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
            names = "--quick",
            description = "Measure for a short time only, to see that it works. The figures are rough.")
    private boolean quick;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "How many runs the soak makes after its warm-up. Default: 20000, or 300 with --quick.")
    private @Nullable Integer runs;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where to put all that is written. Default: bench/ for the report and its charts,"
                    + " bench/target/results/ for the rest.")
    private @Nullable Path out;

    private final Workspace workspace;
    private final Benchmarks benchmarks;
    private final PrintStream stdout;
    private final PrintStream stderr;

    BenchCommand(Workspace workspace, Benchmarks benchmarks, PrintStream stdout, PrintStream stderr) {
        this.workspace = workspace;
        this.benchmarks = benchmarks;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    @Override
    public Integer call() throws Exception {
        return switch (name) {
            case ALL -> runAll();
            case REPORT -> report();
            default -> run(named());
        };
    }

    private Benchmark named() {
        Benchmark benchmark = benchmarks
                .named(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "no benchmark is called " + name + ": there are " + benchmarks.names()));
        return runs == null ? benchmark : withRuns(benchmark, runs);
    }

    private Benchmark withRuns(Benchmark benchmark, int number) {
        if (number < 1) {
            throw new ParameterException(spec.commandLine(), "--runs is " + number + "; it must be 1 or more");
        }
        try {
            return benchmark.withRuns(number);
        } catch (UnsupportedOperationException misplaced) {
            throw new ParameterException(spec.commandLine(), "--runs: " + misplaced.getMessage(), misplaced);
        }
    }

    private int run(Benchmark benchmark) throws Exception {
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        Findings findings = benchmark.run(effort, line -> stderr.println("bench: " + benchmark.name() + ": " + line));
        Result result = results().keep(benchmark.name(), findings, effort, Machine.describe(workspace));
        for (Table table : result.tables()) {
            stdout.println(new TextTable(table).aligned());
        }
        stdout.println(ResultLine.of(result.keys()));
        return 0;
    }

    /** Runs each in a fresh JVM, so that none affects another's. If one fails, the others still run. */
    private int runAll() throws IOException, InterruptedException {
        boolean failed = false;
        for (String each : benchmarks.names()) {
            int exitCode = new ProcessBuilder(new OwnCommand(workspace).with(arguments(each)))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                stderr.println("bench: " + each + " failed with exit code " + exitCode);
                failed = true;
            }
        }
        return report() == 0 && !failed ? 0 : 1;
    }

    private List<String> arguments(String benchmark) {
        return List.of(
                        quick ? List.of("--quick") : List.<String>of(),
                        out == null ? List.<String>of() : List.of("--out", out.toString()),
                        List.of(benchmark))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private int report() throws IOException {
        List<Result> measured = results().readAll(benchmarks.names());
        if (measured.isEmpty()) {
            stderr.println("bench: nothing has been measured yet");
            return 1;
        }
        Path file = new Report(results()).write(measured, out == null ? workspace.bench() : out);
        stderr.println("bench: wrote " + file);
        return 0;
    }

    private ResultFolder results() {
        return new ResultFolder(out == null ? workspace.bench().resolve("target/results") : out);
    }
}
