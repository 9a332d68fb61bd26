// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.time.Instant;

/** A file of a read-only tree. Immutable. */
public record FixedFile(long inode, Instant modified, FileContent content) implements RegularFile {
    @Override
    public int permissions() {
        return 0444;
    }

    @Override
    public long size() {
        return content.size();
    }
}
