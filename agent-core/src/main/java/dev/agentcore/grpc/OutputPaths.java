package dev.agentcore.grpc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules for what a request wants to have back. */
final class OutputPaths {
    static final int MAX_COUNT = 64;

    private static final List<String> TOPS = List.of("/workspace", "/tmp");

    private OutputPaths() {}

    /** Adds what is wrong with the paths, each by itself and all together. */
    static void check(List<String> paths, Violations violations) {
        if (violations.addIfOver("output_paths", paths.size(), MAX_COUNT, "entries")) {
            return;
        }
        Map<String, Integer> indexes = new HashMap<>();
        for (int index = 0; index < paths.size(); index++) {
            String path = paths.get(index);
            String field = "output_paths[" + index + "]";
            if (FilePaths.isSound(field, relative(path), violations)) {
                checkPlace(field, path, violations);
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

    /** The path from the guest's root. */
    static String absolute(String path) {
        return path.startsWith("/") ? path : "/workspace/" + path;
    }

    private static String relative(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static void checkPlace(String field, String path, Violations violations) {
        String absolute = absolute(path);
        if (TOPS.stream().noneMatch(top -> absolute.equals(top) || absolute.startsWith(top + "/"))) {
            violations.add(field, "is %s; it must be below /workspace or /tmp", Violations.quote(path));
        }
    }
}
