package dev.agentcore.sandbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A directory of a read-only tree. Immutable.
 *
 * @param entries in the order of their names, each name once
 */
record Directory(long inode, Instant modified, List<Entry> entries) implements FileNode {
    Directory {
        entries = List.copyOf(entries);
    }

    /** A name in a directory, and what it names. */
    record Entry(String name, FileNode node) {}

    /** What {@code name} names here; null if nothing. */
    @Nullable
    FileNode child(String name) {
        int low = 0;
        int high = entries.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Entry entry = entries.get(middle);
            int order = entry.name().compareTo(name);
            if (order == 0) {
                return entry.node();
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }
}
