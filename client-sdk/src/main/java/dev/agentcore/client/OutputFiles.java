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

/** The files that a program gave back. Immutable. */
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

    /** These files, which are copied. */
    public static OutputFiles of(Map<String, byte[]> contents, Map<String, FileProblem> problems) {
        Map<String, byte[]> copies = new LinkedHashMap<>();
        contents.forEach((path, content) -> copies.put(path, content.clone()));
        return new OutputFiles(copies, Collections.unmodifiableMap(new LinkedHashMap<>(problems)));
    }

    /** The paths of those that are here, absolute in the sandbox, in the order in which they came. */
    public Set<String> paths() {
        return Collections.unmodifiableSet(contents.keySet());
    }

    /**
     * A file's bytes, a copy; empty if it is not here.
     *
     * @param path absolute in the sandbox, or relative to {@code /workspace}, as at {@link PythonProgram.Builder#outputPath}
     */
    public Optional<byte[]> bytes(String path) {
        String absolute = path.startsWith("/") ? path : "/workspace/" + path;
        return Optional.ofNullable(contents.get(absolute)).map(byte[]::clone);
    }

    /** A file's text: UTF-8, with U+FFFD for what is malformed; else as {@link #bytes}. */
    public Optional<String> text(String path) {
        return bytes(path).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    /**
     * Writes all files that are here below a folder, as {@link OutputFolder} does: {@code /workspace/a.csv} becomes
     * {@code workspace/a.csv} there.
     *
     * @param folder made if need be
     * @throws IOException if one cannot be written, or must not be; those before it have been
     */
    public void saveTo(Path folder) throws IOException {
        try (OutputFolder output = new OutputFolder(folder)) {
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                output.write(OutputFile.of(file.getKey(), 0, file.getValue().length, file.getValue()));
            }
        }
    }

    /** Why others are not here, by path; cannot be changed. */
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
