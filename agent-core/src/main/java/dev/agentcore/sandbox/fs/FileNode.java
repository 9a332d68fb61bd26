// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.time.Instant;

/**
 * A file or a directory. One tree of fixed ones serves all runs; a run's scratch is its own, and confined to its guest's
 * thread. There are no links, so that no path can lead out of its tree.
 */
public sealed interface FileNode permits Directory, RegularFile {
    /** Its number, unique within its tree. */
    long inode();

    /** When it was last changed. */
    Instant modified();
}
