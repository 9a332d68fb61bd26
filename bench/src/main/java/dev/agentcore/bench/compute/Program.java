// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Python program to measure: it defines {@code run(argument)}, and for each {@link Size} a pair of an argument and the
 * value that {@code run} must return for it.
 *
 * @param name the file's name, without its extension
 * @param source its source
 */
public record Program(String name, String source) {
    private static final String ENDING = ".py";
    private static final String MEASURE = "measure.py";

    /** The programs in a folder, by name. */
    public static List<Program> of(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        var programs = new ArrayList<Program>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            programs.add(new Program(name.substring(0, name.length() - ENDING.length()), Files.readString(file)));
        }
        return programs;
    }

    /** Its name in tables. */
    public String title() {
        return name.replace('_', ' ');
    }

    /**
     * A program that measures this one and prints a {@link Measurement}; it fails if a value is unexpected.
     *
     * @param length for how long to repeat it after its first call; not at all if zero
     */
    public String measured(Size size, Duration length) {
        // JSON's strings are valid in Python.
        return "SOURCE = %s\nSIZE = \"%s\"\nSECONDS = %s\n%s"
                .formatted(new Gson().toJson(source), size, length.toNanos() / 1e9, measure());
    }

    private static String measure() {
        try (InputStream text = Program.class.getResourceAsStream(MEASURE)) {
            if (text == null) {
                throw new IllegalStateException(MEASURE + " is not on the class path");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
