// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The directory {@code /dev/fd}: it has a name for every number that may be open, and whoever lists it leaves out those that
 * are not. Immutable.
 */
public record DescriptorDirectory(long inode, Instant modified) implements Directory {
    /** The largest number of descriptors. */
    public static final int DESCRIPTORS = 256;

    @Override
    public @Nullable FileNode child(String name) {
        boolean number = !name.isEmpty() && name.length() <= 3 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || (name.length() > 1 && name.charAt(0) == '0')) {
            return null;
        }
        int fd = Integer.parseInt(name);
        return fd < DESCRIPTORS ? node(fd) : null;
    }

    @Override
    public @Nullable Listed listed(long position) {
        if (position >= DESCRIPTORS) {
            return null;
        }
        int fd = (int) position;
        return new Listed(position, new Entry(Integer.toString(fd), node(fd)));
    }

    private DescriptorName node(int fd) {
        return new DescriptorName(inode + 1 + fd, modified, fd);
    }

    @Override
    public int permissions() {
        return 0500;
    }
}
