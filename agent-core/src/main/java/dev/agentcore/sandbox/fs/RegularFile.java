// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

/** A file that has bytes. */
public sealed interface RegularFile extends FileNode permits FixedFile, ScratchFile {
    /** How many bytes it has. */
    long size();
}
