package dev.agentcore.sandbox;

import java.time.Instant;

/** A file of a read-only tree. Immutable. */
record FixedFile(long inode, Instant modified, FileContent content) implements RegularFile {
    @Override
    public long size() {
        return content.size();
    }
}
