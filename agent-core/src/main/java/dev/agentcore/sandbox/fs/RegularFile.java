package dev.agentcore.sandbox.fs;

/** A file that has bytes. */
public sealed interface RegularFile extends FileNode permits FixedFile, ScratchFile {
    /** How many bytes it has. */
    long size();
}
