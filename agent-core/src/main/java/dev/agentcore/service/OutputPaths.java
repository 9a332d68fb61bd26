// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules for the paths of output files. */
final class OutputPaths {
    static final int MAX_COUNT = 64;

    private static final List<String> TOPS = List.of("/workspace", "/tmp");

    private OutputPaths() {}

    /** Adds the violations of the paths, of each by itself and of all together. */
    static void check(List<String> paths, Violations violations) {
        if (violations.addIfOver("output_paths", paths.size(), MAX_COUNT, "entries")) {
            return;
        }
        Map<String, Integer> indexes = new HashMap<>();
        for (int index = 0; index < paths.size(); index++) {
            String path = paths.get(index);
            String field = "output_paths[" + index + "]";
            if (isSound(field, path, violations)) {
                Integer earlier = indexes.putIfAbsent(absolute(path), index);
                if (earlier != null) {
                    violations.add(
                            field,
                            "is %s, as is output_paths[%d]; each may appear once",
                            Violations.quote(path),
                            earlier);
                }
            }
        }
    }

    private static boolean isSound(String field, String path, Violations violations) {
        if (violations.addIfOver(field, TextSize.utf8Bytes(path), FilePaths.MAX_BYTES, "bytes in UTF-8")) {
            return false;
        }
        String rule = isInPlace(absolute(path))
                ? FilePaths.brokenRule(path.startsWith("/") ? path.substring(1) : path)
                : "it must be below /workspace or /tmp";
        if (rule != null) {
            violations.add(field, "is %s; %s", Violations.quote(path), rule);
        }
        return rule == null;
    }

    private static boolean isInPlace(String absolute) {
        return TOPS.stream().anyMatch(top -> absolute.equals(top) || absolute.startsWith(top + "/"));
    }

    /** The path from the guest's root. */
    static String absolute(String path) {
        return path.startsWith("/") ? path : "/workspace/" + path;
    }
}
