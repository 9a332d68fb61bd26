package dev.agentcore.sandbox;

import java.time.Instant;

/** A file of a read-only tree. Immutable. */
record RegularFile(long inode, Instant modified, FileContent content) implements FileNode {}
