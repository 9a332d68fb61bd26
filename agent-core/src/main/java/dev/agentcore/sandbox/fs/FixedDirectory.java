// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A directory of a read-only tree. Immutable, as all that is in it, unless a run's own scratch is put there.
 *
 * @param entries in the order of their names, each name once
 */
public record FixedDirectory(long inode, Instant modified, List<Entry> entries) implements Directory {
    public FixedDirectory {
        entries = List.copyOf(entries);
    }

    @Override
    public int permissions() {
        return 0555;
    }

    @Override
    public @Nullable FileNode child(String name) {
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

    @Override
    public @Nullable Listed listed(long position) {
        return position < entries.size() ? new Listed(position, entries.get((int) position)) : null;
    }
}
