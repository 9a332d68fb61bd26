// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.time.Instant;

/**
 * A file or a directory. One tree of fixed nodes serves all runs; scratch nodes belong to one run, and are confined to its
 * guest's thread. There are no links, so no path can lead out of its tree.
 */
public sealed interface FileNode permits Directory, RegularFile, SpecialFile {
    /** The inode number, unique within its tree. */
    long inode();

    /** The modification time. */
    Instant modified();

    /** The access time that was set; the modification time if none was. To read does not change it. */
    default Instant accessed() {
        return modified();
    }

    /** The permission bits, as {@code chmod} takes them. */
    int permissions();
}
