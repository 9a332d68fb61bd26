// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import org.jspecify.annotations.Nullable;

/** A directory, as paths are walked through it and as it is listed. */
public sealed interface Directory extends FileNode permits FixedDirectory, ScratchDirectory, DescriptorDirectory {
    /** A name in a directory, and what it names. */
    record Entry(String name, FileNode node) {}

    /**
     * An entry and its place in a listing.
     *
     * @param position not negative; stable and unique while the entry exists
     */
    record Listed(long position, Entry entry) {}

    /** The node called {@code name}; null if there is none. */
    @Nullable
    FileNode child(String name);

    /** The first entry at {@code position} or after it; null if there is none. */
    @Nullable
    Listed listed(long position);
}
