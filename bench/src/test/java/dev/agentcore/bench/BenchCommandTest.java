// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BenchCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    @Test
    void printsTablesAndTheResultAsTheLastLine() {
        assertThat(run("speed", "--quick", "--out", folder.toString())).isZero();

        assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        Speed
                        what  ms
                        it    42

                        RESULT {"it_ms":42,"effort":"QUICK"}
                        """);
    }

    @Test
    void theReportHoldsWhatWasMeasuredLast() throws Exception {
        run("speed", "--quick", "--out", folder.toString());

        assertThat(run("report", "--out", folder.toString())).isZero();

        String report = Files.readString(folder.resolve("REPORT.md"));
        assertThat(report)
                .contains("## How fast it is", "`bench/run speed`", "By a clock.", "| it | 42 |")
                .contains("![A chart](charts/speed-chart.svg)")
                .contains("RESULT {\"it_ms\":42,\"effort\":\"QUICK\"}")
                .contains("--quick", "| cores |");
        assertThat(Files.readString(folder.resolve("charts/speed-chart.svg"))).startsWith("<svg");
    }

    @Test
    void withoutMeasurementsThereIsNoReport() {
        assertThat(run("report", "--out", folder.toString())).isOne();
    }

    @Test
    void anUnknownNameIsAnError() {
        assertThat(run("sped")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("sped", "[speed]");
    }

    @Test
    void runsAreForTheSoakOnly() {
        assertThat(run("speed", "--runs", "10")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("--runs: speed has no number of runs to choose");
        assertThat(run("speed", "--runs", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("--runs is 0; it must be 1 or more");
    }

    private int run(String... arguments) {
        var out = new PrintStream(stdout, true, StandardCharsets.UTF_8);
        var err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var command = new BenchCommand(new Workspace(folder), new Benchmarks(List.of(new Speed())), out, err);
        return new CommandLine(command).setErr(new PrintWriter(errors)).execute(arguments);
    }

    private static final class Speed implements Benchmark {
        @Override
        public String name() {
            return "speed";
        }

        @Override
        public Findings run(Effort effort, Progress progress) {
            Map<String, Object> keys = new LinkedHashMap<>();
            keys.put("it_ms", 42);
            keys.put("effort", effort.name());
            return new Findings(
                    "How fast it is",
                    "By a clock.",
                    List.of(new Table("Speed", List.of("what", "ms"), List.of(List.of("it", "42")))),
                    List.of(new BarChart(
                            "speed-chart", "A chart", "ms", List.of("it"), List.of(new Series("ms", List.of(42.0))))),
                    keys);
        }
    }
}
