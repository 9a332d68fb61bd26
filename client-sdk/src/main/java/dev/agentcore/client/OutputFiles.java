package dev.agentcore.client;

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

    /** A file's bytes, a copy; empty if it is not here. */
    public Optional<byte[]> bytes(String path) {
        return Optional.ofNullable(contents.get(path)).map(byte[]::clone);
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
