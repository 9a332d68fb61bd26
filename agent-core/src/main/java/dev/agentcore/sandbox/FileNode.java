package dev.agentcore.sandbox;

import java.time.Instant;

/**
 * A file or a directory in a read-only tree. Immutable, so that one tree serves all runs. There are no links, so that no
 * path can lead out of its tree.
 */
sealed interface FileNode permits Directory, RegularFile {
    /** Its number, unique within its tree. */
    long inode();

    /** When it was last changed. */
    Instant modified();
}
