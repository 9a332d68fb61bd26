package dev.agentcore.config;

import dev.agentcore.execution.Bounds;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who had what run, on record.
 *
 * @param file where it is written, a line of JSON for each run; null for nowhere
 * @param maxFileBytes how large it may become before another is begun; 64 KiB to 1 GiB
 * @param maxFiles how many full ones are kept besides; 1 to 20
 * @param includeCode whether the programs themselves are written, and not their hashes alone
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

    /** No record; were there one, it would be eleven files of 100 MiB at most, without the programs. */
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
