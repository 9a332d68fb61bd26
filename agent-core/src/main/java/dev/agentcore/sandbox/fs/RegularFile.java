// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

/** A regular file. */
public sealed interface RegularFile extends FileNode permits FixedFile, ScratchFile {
    /** The size in bytes. */
    long size();
}
