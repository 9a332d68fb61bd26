// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the paths of a request's files. */
final class FilePaths {
    static final int MAX_BYTES = 1024;

    private static final Set<String> NOT_NAMES = Set.of("", ".", "..");

    private FilePaths() {}

    /** Adds the violations of the paths, of each by itself and of all together. */
    static void check(List<String> paths, Violations violations) {
        var sound = new ArrayList<Entry>();
        for (int index = 0; index < paths.size(); index++) {
            String path = paths.get(index);
            if (isSound(field(index), path, violations)) {
                sound.add(new Entry(index, path));
            }
        }
        checkConflicts(sound, violations);
    }

    private static boolean isSound(String field, String path, Violations violations) {
        if (violations.addIfOver(field, TextSize.utf8Bytes(path), MAX_BYTES, "bytes in UTF-8")) {
            return false;
        }
        String rule = brokenRule(path);
        if (rule != null) {
            violations.add(field, "is %s; %s", Violations.quote(path), rule);
        }
        return rule == null;
    }

    /** What is wrong with a relative path, whatever its length; null if nothing is. */
    static @Nullable String brokenRule(String path) {
        if (path.isEmpty()) {
            return "it must not be empty";
        }
        if (path.indexOf('\0') >= 0) {
            return "it must not have a NUL";
        }
        if (path.startsWith("/")) {
            return "it must be relative";
        }
        boolean partsAreNames = Arrays.stream(path.split("/", -1)).noneMatch(NOT_NAMES::contains);
        return partsAreNames ? null : "no part of it may be empty, '.' or '..'";
    }

    /**
     * Finds files of the same path, and files where others need a folder. In the order of their keys such files follow
     * one another, since in a key the separator comes before every other character.
     */
    private static void checkConflicts(List<Entry> entries, Violations violations) {
        entries.sort(Comparator.comparing(Entry::key).thenComparing(Entry::index));
        Entry owner = null;
        for (Entry entry : entries) {
            if (owner != null && entry.key().equals(owner.key())) {
                violations.add(
                        field(entry.index()),
                        "is %s, as is files[%d].path; each may appear once",
                        Violations.quote(entry.path()),
                        owner.index());
            } else if (owner != null && entry.key().startsWith(owner.key() + '\0')) {
                violations.add(
                        field(entry.index()),
                        "is %s, which needs a folder where files[%d].path is a file",
                        Violations.quote(entry.path()),
                        owner.index());
            } else {
                owner = entry;
            }
        }
    }

    private static String field(int index) {
        return "files[" + index + "].path";
    }

    private record Entry(int index, String path, String key) {
        Entry(int index, String path) {
            this(index, path, path.replace('/', '\0'));
        }
    }
}
