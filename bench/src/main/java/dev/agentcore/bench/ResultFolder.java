// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.ToNumberPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder of results: {@code NAME.json}, and the charts' drawings. */
final class ResultFolder {
    private static final String CHARTS = "charts";

    private final Gson gson = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .setObjectToNumberStrategy(ToNumberPolicy.LAZILY_PARSED_NUMBER)
            .registerTypeAdapter(Instant.class, (JsonSerializer<Instant>)
                    (instant, type, context) -> new JsonPrimitive(instant.toString()))
            .registerTypeAdapter(Instant.class, (JsonDeserializer<Instant>)
                    (json, type, context) -> Instant.parse(json.getAsString()))
            .create();
    private final Path folder;

    ResultFolder(Path folder) {
        this.folder = folder;
    }

    /** Stores a benchmark's result, and replaces its previous one. */
    Result keep(String name, Findings findings, Effort effort, Machine machine) throws IOException {
        Files.createDirectories(folder.resolve(CHARTS));
        var pictures = new ArrayList<Result.Picture>();
        for (Chart chart : findings.charts()) {
            String fileName = chart.fileName() + ".svg";
            Files.writeString(folder.resolve(CHARTS).resolve(fileName), Drawing.svg(chart));
            pictures.add(new Result.Picture(fileName, chart.title()));
        }
        var result = new Result(
                name,
                findings.title(),
                findings.method(),
                findings.tables(),
                pictures,
                findings.keys(),
                effort,
                Instant.now(),
                machine);
        Files.writeString(file(name), gson.toJson(result) + "\n");
        return result;
    }

    /** The last result of a benchmark, if any. */
    Optional<Result> read(String name) throws IOException {
        Path file = file(name);
        return Files.exists(file) ? Optional.of(gson.fromJson(Files.readString(file), Result.class)) : Optional.empty();
    }

    /** All results, ordered by name. */
    List<Result> readAll(List<String> names) throws IOException {
        var all = new ArrayList<Result>();
        for (String name : names) {
            read(name).ifPresent(all::add);
        }
        return all;
    }

    /** A chart's drawing. */
    Path drawing(Result.Picture picture) {
        return folder.resolve(CHARTS).resolve(picture.fileName());
    }

    private Path file(String name) {
        return folder.resolve(name + ".json");
    }
}
