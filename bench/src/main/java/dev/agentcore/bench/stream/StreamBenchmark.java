// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.stream;

import dev.agentcore.bench.BarChart;
import dev.agentcore.bench.Benchmark;
import dev.agentcore.bench.Chart;
import dev.agentcore.bench.Effort;
import dev.agentcore.bench.Figure;
import dev.agentcore.bench.Findings;
import dev.agentcore.bench.Progress;
import dev.agentcore.bench.Samples;
import dev.agentcore.bench.Series;
import dev.agentcore.bench.Table;
import dev.agentcore.bench.Workspace;
import dev.agentcore.bench.memory.JvmHeap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the throughput of output, and the memory that streaming takes. */
public final class StreamBenchmark implements Benchmark {
    private static final int LONGER = 4;

    private static final String METHOD = """
            A program prints %s MB, or four times that, and a client of the SDK in this process reads and counts them; the server is the finished \
            jar in a process of its own. The rate is bytes over the time from the request to the result; a megabyte is a \
            million bytes. The programs print it in lines of 80 bytes, in pieces of 64 KiB, or all at once. The native \
            Python of the same build runs the same programs, and prints into a pipe that this process reads.

            Growth is the peak of the resident set (VmHWM, reset before) less the resident set before. Each program has a \
            server of its own that has streamed it before for %d s, so that the heap has the size that its collector gives it. \
            What writes everything at once holds all of its output itself. The stalled reader \
            takes one chunk, then none for %d s, then the rest; the growth of the live heap is from before that run to the \
            end of the stall, and includes the running sandbox.\
            """;

    private final Workspace workspace;
    private final JvmHeap heap;

    /** Measures the server of that workspace. */
    public StreamBenchmark(Workspace workspace) {
        this.workspace = workspace;
        heap = new JvmHeap(workspace);
    }

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public Findings run(Effort effort, Progress progress) throws Exception {
        long bytes = effort.pick(8_000_000L, 100_000_000L);
        int rounds = effort.pick(1, 5);
        Duration warmUp = Duration.ofSeconds(effort.pick(2, 15));
        Duration stall = Duration.ofSeconds(effort.pick(2, 5));
        try (var lines = new StreamSeries(workspace, new Printout(Shape.LINES, bytes));
                var pieces = new StreamSeries(workspace, new Printout(Shape.PIECES, bytes));
                var whole = new StreamSeries(workspace, new Printout(Shape.WHOLE, bytes));
                var longer = new StreamSeries(workspace, new Printout(Shape.PIECES, LONGER * bytes))) {
            List<StreamSeries> all = List.of(lines, pieces, whole, longer);
            for (StreamSeries series : all) {
                progress.say("warming up for " + series.printout().title());
                series.warmUp(warmUp);
            }
            for (int round = 0; round < rounds; round++) {
                for (StreamSeries series : all) {
                    progress.say(
                            "%s, round %d of %d".formatted(series.printout().title(), round + 1, rounds));
                    series.measure();
                }
                pieces.measureStalled(heap, stall);
            }
            return findings(all, pieces, warmUp, stall);
        }
    }

    private static Findings findings(List<StreamSeries> all, StreamSeries stalled, Duration warmUp, Duration stall) {
        return new Findings(
                "Streaming output",
                METHOD.formatted(Figure.text(stalled.printout().megabytes()), warmUp.toSeconds(), stall.toSeconds()),
                List.of(rateTable(all), memoryTable(all, stalled), stallTable(stalled)),
                List.of(rateChart(all)),
                keys(all, stalled));
    }

    private static Table rateTable(List<StreamSeries> all) {
        return new Table(
                "MB in a second, medians",
                List.of("program", "agent-core", "least to most", "native, into a pipe", "least to most"),
                all.stream()
                        .map(series -> List.of(
                                series.printout().title(),
                                Figure.text(series.fast(FastReader::mbPerSecond).median()),
                                series.fast(FastReader::mbPerSecond).range(),
                                Figure.text(series.nativeRates().median()),
                                series.nativeRates().range()))
                        .toList());
    }

    private static Table memoryTable(List<StreamSeries> all, StreamSeries stalled) {
        var rows = new ArrayList<List<String>>();
        for (StreamSeries series : all) {
            rows.add(memoryRow(
                    series.printout().title(),
                    series.fast(FastReader::serverBeforeMb),
                    series.fast(FastReader::serverGrowthMb),
                    series.fast(FastReader::clientGrowthMb)));
        }
        rows.add(memoryRow(
                stalled.printout().title() + ", stalled reader",
                stalled.stalled(StalledReader::serverBeforeMb),
                stalled.stalled(StalledReader::serverGrowthMb),
                stalled.stalled(StalledReader::clientGrowthMb)));
        return new Table(
                "Resident sets, in MB, medians",
                List.of(
                        "program",
                        "server before",
                        "server's growth",
                        "least to most",
                        "client's growth",
                        "least to most"),
                rows);
    }

    private static List<String> memoryRow(String name, Samples before, Samples server, Samples client) {
        return List.of(
                name,
                Figure.text(before.median()),
                Figure.text(server.median()),
                server.range(),
                Figure.text(client.median()),
                client.range());
    }

    private static Table stallTable(StreamSeries stalled) {
        return new Table(
                "While the reader stalls: %s".formatted(stalled.printout().title()),
                List.of("", "median", "least to most"),
                List.of(
                        stallRow(
                                "growth of the server's live heap, MB",
                                stalled.stalled(StalledReader::serverHeapGrowthMb)),
                        stallRow(
                                "what the server computes in the second half, ms",
                                stalled.stalled(reader -> reader.serverCpu().toMillis()))));
    }

    private static List<String> stallRow(String name, Samples samples) {
        return List.of(name, Figure.text(samples.median()), samples.range());
    }

    private static Chart rateChart(List<StreamSeries> all) {
        return new BarChart(
                "stream",
                "What comes in a second",
                "MB/s",
                all.stream().map(series -> series.printout().title()).toList(),
                List.of(
                        new Series(
                                "agent-core, over gRPC",
                                all.stream()
                                        .map(series -> series.fast(FastReader::mbPerSecond)
                                                .median())
                                        .toList()),
                        new Series(
                                "native, into a pipe",
                                all.stream()
                                        .map(series -> series.nativeRates().median())
                                        .toList())));
    }

    private static Map<String, Object> keys(List<StreamSeries> all, StreamSeries stalled) {
        StreamSeries lines = all.getFirst();
        var keys = new LinkedHashMap<String, Object>();
        keys.put("mb_per_s", lines.fast(FastReader::mbPerSecond).median());
        keys.put("server_growth_mb", lines.fast(FastReader::serverGrowthMb).median());
        keys.put(
                "stalled_server_growth_mb",
                stalled.stalled(StalledReader::serverGrowthMb).median());
        keys.put(
                "stalled_server_heap_growth_mb",
                stalled.stalled(StalledReader::serverHeapGrowthMb).median());
        keys.put("pieces_mb_per_s", stalled.fast(FastReader::mbPerSecond).median());
        keys.put(
                "pieces_server_growth_mb",
                stalled.fast(FastReader::serverGrowthMb).median());
        return keys;
    }
}
