// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.jmh;

import dev.agentcore.bench.Benchmark;
import dev.agentcore.bench.Effort;
import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.Progress;
import dev.agentcore.bench.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the micro-benchmarks of the sandbox's parts. */
public final class JmhBenchmark implements Benchmark {
    private static final List<String> PARTS = List.of("LinearMemory", "Clone", "Wasi", "OutputPump");

    /** Suppresses the JDK's warnings about methods that JMH calls in every JVM. */
    private static final String QUIET_UNSAFE = "--sun-misc-unsafe-memory-access=allow";

    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final String METHOD = """
            Micro-benchmarks by JMH, each in JVMs of its own (%d of them, with the options that guests run with), after a \
            warm-up of %d times %s, for %d times %s. The error is half the width of the confidence interval of 99.9%%; \
            with so few iterations as --quick has, there is none.\
            """;

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public Findings run(Effort effort, Progress progress) throws Exception {
        int forks = effort.pick(1, 2);
        int warmUps = effort.pick(1, 3);
        int iterations = effort.pick(1, 5);
        TimeValue time = TimeValue.milliseconds(effort.pick(200, 1000));
        Options plan = new OptionsBuilder()
                .forks(forks)
                .warmupIterations(warmUps)
                .warmupTime(time)
                .measurementIterations(iterations)
                .measurementTime(time)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(QUIET_UNSAFE)
                .shouldFailOnError(true)
                .build();
        // Standard output is reserved for tables.
        OutputFormat output = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);
        var results = new ArrayList<RunResult>();
        for (String part : PARTS) {
            progress.say(part);
            Options options = new OptionsBuilder()
                    .parent(plan)
                    .include("\\.%sBenchmark\\.".formatted(part))
                    .build();
            results.addAll(new Runner(options, output).run());
        }
        return new Findings(
                "Micro-benchmarks",
                METHOD.formatted(forks, warmUps, time, iterations, time),
                tables(results),
                List.of(),
                keys(results));
    }

    private static List<Table> tables(Collection<RunResult> results) {
        Map<String, List<RunResult>> byClass = results.stream()
                .collect(Collectors.groupingBy(
                        result -> className(result.getParams()), LinkedHashMap::new, Collectors.toList()));
        return byClass.entrySet().stream()
                .map(each -> table(each.getKey(), each.getValue()))
                .toList();
    }

    private static Table table(String name, List<RunResult> results) {
        String unit = results.getFirst().getPrimaryResult().getScoreUnit();
        var rows = new ArrayList<List<String>>();
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            rows.add(List.of(
                    method(result.getParams()),
                    parameters(result.getParams()),
                    Figure.text(time.getScore()),
                    Figure.text(time.getScoreError()),
                    Figure.text(allocated(result))));
        }
        return new Table(name, List.of("operation", "with", unit, "± error", "bytes allocated"), rows);
    }

    private static double allocated(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get(ALLOCATION);
        return bytes == null ? Double.NaN : bytes.getScore();
    }

    private static Map<String, Object> keys(Collection<RunResult> results) {
        var keys = new LinkedHashMap<String, Object>();
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            Result<?> time = result.getPrimaryResult();
            String unit = time.getScoreUnit().replaceAll("/.*", "");
            String name = String.join("_", className(params), method(params), parameters(params), unit);
            keys.put(snakeCase(name), time.getScore());
        }
        return keys;
    }

    private static String className(BenchmarkParams params) {
        return params.getBenchmark().replaceAll("^.*\\.([^.]+)Benchmark\\.[^.]+$", "$1");
    }

    private static String method(BenchmarkParams params) {
        return params.getBenchmark().replaceAll("^.*\\.", "");
    }

    private static String parameters(BenchmarkParams params) {
        return params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining(" "));
    }

    /** Such as {@code linear_memory_load_random_chicory_array_ns}. */
    private static String snakeCase(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toLowerCase(Locale.ROOT);
    }
}
