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
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public AuditSettings {
        Bounds.check("maxFileBytes", maxFileBytes, 64 << 10, 1 << 30);
        Bounds.check("maxFiles", maxFiles, 1, 20);
    }

    /** No audit log. With a file: 100 MiB per file, 10 rotated files, no programs. */
    public static AuditSettings none() {
        return new AuditSettings(null, 100 << 20, 10, false);
    }

    /** The same in a file. */
    public AuditSettings withFile(Path other) {
        return new AuditSettings(other, maxFileBytes, maxFiles, includeCode);
    }

    /** The same with the programs or without. */
    public AuditSettings withIncludeCode(boolean other) {
        return new AuditSettings(file, maxFileBytes, maxFiles, other);
    }
}
