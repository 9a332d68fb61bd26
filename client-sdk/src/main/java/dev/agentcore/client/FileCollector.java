// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Assembles files from chunks. Not thread-safe. */
final class FileCollector {
    private final Map<String, ByteArrayOutputStream> unfinished = new LinkedHashMap<>();
    private final Map<String, byte[]> finished = new LinkedHashMap<>();
    private final Map<String, FileProblem> problems = new LinkedHashMap<>();

    void add(OutputFile piece) {
        if (piece.problem().isPresent()) {
            unfinished.remove(piece.path());
            problems.put(piece.path(), piece.problem().get());
            return;
        }
        ByteArrayOutputStream content = unfinished.computeIfAbsent(piece.path(), absent -> new ByteArrayOutputStream());
        if (piece.offset() != content.size()) {
            unfinished.remove(piece.path());
            problems.put(piece.path(), FileProblem.INCOMPLETE);
            return;
        }
        ByteBuffer data = piece.data();
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        content.write(bytes, 0, bytes.length);
        if (piece.last()) {
            finished.put(piece.path(), content.toByteArray());
            unfinished.remove(piece.path());
        }
    }

    OutputFiles files() {
        Map<String, FileProblem> all = new LinkedHashMap<>(problems);
        unfinished.keySet().forEach(path -> all.put(path, FileProblem.INCOMPLETE));
        return OutputFiles.of(finished, all);
    }
}
