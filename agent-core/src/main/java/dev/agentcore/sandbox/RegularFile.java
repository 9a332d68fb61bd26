package dev.agentcore.sandbox;

/** A file that has bytes. */
sealed interface RegularFile extends FileNode permits FixedFile, ScratchFile {
    /** How many bytes it has. */
    long size();
}
