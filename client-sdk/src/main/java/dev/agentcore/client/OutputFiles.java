// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files that a program returned. Immutable. */
public final class OutputFiles {
    private static final OutputFiles NONE = new OutputFiles(Map.of(), Map.of());

    private final Map<String, byte[]> contents;
    private final Map<String, FileProblem> problems;

    private OutputFiles(Map<String, byte[]> contents, Map<String, FileProblem> problems) {
        this.contents = contents;
        this.problems = problems;
    }

    /** No files. */
    public static OutputFiles none() {
        return NONE;
    }

    /** Files with this content, which is copied. */
    public static OutputFiles of(Map<String, byte[]> contents, Map<String, FileProblem> problems) {
        Map<String, byte[]> copies = new LinkedHashMap<>();
        contents.forEach((path, content) -> copies.put(path, content.clone()));
        return new OutputFiles(copies, Collections.unmodifiableMap(new LinkedHashMap<>(problems)));
    }

    /** The absolute paths of the returned files in the sandbox, in the order of arrival. Unmodifiable. */
    public Set<String> paths() {
        return Collections.unmodifiableSet(contents.keySet());
    }

    /**
     * A copy of a file's content; empty if the file was not returned.
     *
     * @param path absolute in the sandbox, or relative to {@code /workspace}, as at {@link PythonProgram.Builder#outputPath}
     */
    public Optional<byte[]> bytes(String path) {
        String absolute = path.startsWith("/") ? path : "/workspace/" + path;
        return Optional.ofNullable(contents.get(absolute)).map(byte[]::clone);
    }

    /** A file's content as UTF-8 text, with U+FFFD for malformed input; otherwise like {@link #bytes}. */
    public Optional<String> text(String path) {
        return bytes(path).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    /**
     * Writes the returned files below a folder, as {@link OutputFolder} does: {@code /workspace/a.csv} becomes
     * {@code workspace/a.csv} there.
     *
     * @param folder created if it does not exist
     * @throws IOException if a file cannot be written or its path is not allowed; earlier files have been written
     */
    public void saveTo(Path folder) throws IOException {
        try (OutputFolder output = new OutputFolder(folder)) {
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                output.write(OutputFile.of(file.getKey(), 0, file.getValue().length, file.getValue()));
            }
        }
    }

    /** Why requested files were not returned, by path. Unmodifiable. */
    public Map<String, FileProblem> problems() {
        return problems;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutputFiles that
                && problems.equals(that.problems)
                && contents.keySet().equals(that.contents.keySet())
                && contents.entrySet().stream()
                        .allMatch(file -> Arrays.equals(file.getValue(), that.contents.get(file.getKey())));
    }

    @Override
    public int hashCode() {
        return 31 * contents.keySet().hashCode() + problems.hashCode();
    }

    @Override
    public String toString() {
        return "OutputFiles[" + contents.keySet() + (problems.isEmpty() ? "" : ", " + problems) + "]";
    }
}
