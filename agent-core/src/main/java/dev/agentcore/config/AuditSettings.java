// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import dev.agentcore.execution.Bounds;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The audit log. Immutable.
 *
 * @param file the file, with one line of JSON per event; null for no audit log
 * @param maxFileBytes the size at which the file is rotated; 64 KiB to 1 GiB
 * @param maxFiles the number of rotated files to keep; 1 to 20
 * @param includeCode whether it contains the programs, not only their hashes
 */
public record AuditSettings(@Nullable Path file, long maxFileBytes, int maxFiles, boolean includeCode) {
    /** The range of {@code maxFileBytes}. */
    public static final Bounds<Long> MAX_FILE_BYTES = new Bounds<>(64L << 10, 1L << 30);

    /** The range of {@code maxFiles}. */
    public static final Bounds<Integer> MAX_FILES = new Bounds<>(1, 20);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range, naming it
     */
    public AuditSettings {
        MAX_FILE_BYTES.check("maxFileBytes", maxFileBytes);
        MAX_FILES.check("maxFiles", maxFiles);
    }

    /** No audit log. With a file: 100 MiB per file, 10 rotated files, no programs. */
    public static AuditSettings none() {
        return new AuditSettings(null, 100 << 20, 10, false);
    }

    /** The same in a file. */
    public AuditSettings withFile(Path other) {
        return new AuditSettings(other, maxFileBytes, maxFiles, includeCode);
    }

    /** A copy with or without the programs in the audit log. */
    public AuditSettings withIncludeCode(boolean other) {
        return new AuditSettings(file, maxFileBytes, maxFiles, other);
    }
}
