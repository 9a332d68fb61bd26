// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.time.Instant;

/** A device: it has no content of its own. Immutable. */
public record Device(long inode, Instant modified, Kind kind) implements SpecialFile {
    /** What reading and writing a device does. */
    public enum Kind {
        /** Is empty, and accepts everything. */
        NULL,
        /** Is endless zeros, and accepts everything. */
        ZERO,
        /** Is endless zeros, and never has space. */
        FULL,
        /** Is endless random bytes, and accepts everything. */
        RANDOM
    }

    @Override
    public int permissions() {
        return 0666;
    }
}
