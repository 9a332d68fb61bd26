package dev.agentcore.sandbox.fs;

import java.time.Instant;

/** A file of a read-only tree. Immutable. */
public record FixedFile(long inode, Instant modified, FileContent content) implements RegularFile {
    @Override
    public long size() {
        return content.size();
    }
}
