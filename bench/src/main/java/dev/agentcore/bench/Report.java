// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The report: {@code REPORT.md}, and the folder of its charts. */
final class Report {
    private static final String CHARTS = "charts";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final ResultFolder results;

    Report(ResultFolder results) {
        this.results = results;
    }

    /**
     * Writes the report and replaces the old one.
     *
     * @param measured the results, in the report's order; at least one
     * @return the report's file
     */
    Path write(List<Result> measured, Path folder) throws IOException {
        Path charts = folder.resolve(CHARTS);
        Files.createDirectories(charts);
        Set<Path> written = new HashSet<>();
        for (Result result : measured) {
            for (Result.Picture picture : result.pictures()) {
                Path drawing = results.drawing(picture);
                Path place = charts.resolve(picture.fileName());
                if (!Files.exists(place) || !Files.isSameFile(drawing, place)) {
                    Files.copy(drawing, place, StandardCopyOption.REPLACE_EXISTING);
                }
                written.add(place);
            }
        }
        deleteOthers(charts, written);
        return Files.writeString(folder.resolve("REPORT.md"), text(measured));
    }

    /** Drawings of charts that are no longer in the report. */
    private static void deleteOthers(Path charts, Set<Path> written) throws IOException {
        try (DirectoryStream<Path> drawings = Files.newDirectoryStream(charts, "*.svg")) {
            for (Path drawing : drawings) {
                if (!written.contains(drawing)) {
                    Files.delete(drawing);
                }
            }
        }
    }

    /** Its Markdown. */
    static String text(List<Result> measured) {
        Set<Machine> machines = measured.stream().map(Result::machine).collect(Collectors.toSet());
        var text = new StringBuilder("""
                # Measured speed

                Written by `bench/run`, from what it measured; `bench/run all` measures it again, and `bench/run NAME` one part.
                Times are wall-clock times unless a table says otherwise. A "spread" is the least and the greatest value of the
                rounds, in which what is compared takes turns.
                """);
        if (measured.stream().anyMatch(result -> result.effort() == Effort.QUICK)) {
            text.append("\n**Measured with `--quick`: the figures are rough.**\n");
        }
        if (machines.size() == 1) {
            text.append("\n## Machine\n\n");
            append(text, measured.getFirst().machine());
        }
        for (Result result : measured) {
            append(text, result, machines.size() > 1);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Result result, boolean withMachine) {
        text.append("\n## ").append(result.title()).append("\n\n");
        text.append("`bench/run ").append(result.name()).append("`, ");
        text.append(DATE.format(result.measured())).append(".\n\n");
        text.append(result.method().strip()).append('\n');
        if (withMachine) {
            text.append('\n');
            append(text, result.machine());
        }
        for (Table table : result.tables()) {
            text.append('\n').append(new TextTable(table).markdown());
        }
        for (Result.Picture picture : result.pictures()) {
            text.append("\n![%s](%s/%s)\n".formatted(picture.title(), CHARTS, picture.fileName()));
        }
        text.append("\n```\n").append(ResultLine.of(result.keys())).append("\n```\n");
    }

    private static void append(StringBuilder text, Machine machine) {
        text.append("| | |\n|---|---|\n");
        machine.traits().forEach((name, value) -> text.append("| %s | %s |\n".formatted(name, value)));
    }
}
