// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ProgramFile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * The writable files of a run, under one quota. Not thread-safe: used by the thread that runs the guest.
 *
 * <p>The charge is what the JVM holds, and a little more: {@link #NODE_BYTES} for each file or directory, and the size of each
 * block that was written to. A removed file is charged until it is closed. Files of the request are charged for the blocks
 * that are overwritten.
 */
public final class Scratch {
    /** The charge for a file or a directory itself, including its name of at most 255 bytes. */
    static final long NODE_BYTES = 1024;

    /** The maximum number of files and directories that a program can create, regardless of the quota. */
    public static final int MAXIMUM_NODES = 1 << 16;

    /** The permission bits of files that nothing else is said of. */
    public static final int FILE_PERMISSIONS = 0644;

    /** The permission bits of directories that nothing else is said of. */
    public static final int DIRECTORY_PERMISSIONS = 0755;

    private final long quota;
    private final InstantSource clock;
    private long used;
    private int nodes;
    private long nextInode;
    private int refusals;

    /**
     * Starts empty.
     *
     * @param quota the maximum charge in bytes
     * @param firstInode the inode number of its first file; greater than those of the tree that it becomes part of
     */
    public Scratch(long quota, InstantSource clock, long firstInode) {
        this.quota = quota;
        this.clock = clock;
        nextInode = firstInode;
    }

    /** A copy with the charge of the original. */
    Scratch(Scratch original) {
        quota = original.quota;
        clock = original.clock;
        used = original.used;
        nodes = original.nodes;
        nextInode = original.nextInode;
    }

    /** A directory that exists before the program starts, with these files in it. */
    public ScratchDirectory given(List<ProgramFile> files) {
        ScratchDirectory top = new ScratchDirectory(this, nextInode++, 0, DIRECTORY_PERMISSIONS);
        for (ProgramFile file : files) {
            String[] parts = file.path().split("/", -1);
            ScratchDirectory directory = top;
            for (int i = 0; i < parts.length - 1; i++) {
                directory = givenDirectory(directory, parts[i]);
            }
            directory.put(parts[parts.length - 1], givenFile(file.content()));
        }
        return top;
    }

    private ScratchDirectory givenDirectory(ScratchDirectory parent, String name) {
        if (parent.child(name) == null) {
            parent.put(name, new ScratchDirectory(this, nextInode++, 0, DIRECTORY_PERMISSIONS));
        }
        return (ScratchDirectory) Objects.requireNonNull(parent.child(name));
    }

    /** A file that is not charged, in no directory yet. */
    ScratchFile givenFile(Bytes content) {
        return new ScratchFile(this, nextInode++, content, 0, FILE_PERMISSIONS);
    }

    /** A new and empty file, in no directory yet. */
    ScratchFile newFile(int permissions) throws ErrnoException {
        chargeNode();
        return new ScratchFile(this, nextInode++, Bytes.empty(), NODE_BYTES, permissions);
    }

    /** A new and empty directory, in no directory yet. */
    ScratchDirectory newDirectory(int permissions) throws ErrnoException {
        chargeNode();
        return new ScratchDirectory(this, nextInode++, NODE_BYTES, permissions);
    }

    private void chargeNode() throws ErrnoException {
        if (nodes == MAXIMUM_NODES) {
            throw full();
        }
        charge(NODE_BYTES);
        nodes++;
    }

    /** Releases the charge of a file or a directory itself, which may be zero. */
    void releaseNode(long charge) {
        if (charge > 0) {
            release(charge);
            nodes--;
        }
    }

    /** Charges space that is about to be used. */
    void charge(long bytes) throws ErrnoException {
        if (bytes > quota - used) {
            throw full();
        }
        used += bytes;
    }

    /** Releases space. */
    void release(long bytes) {
        used -= bytes;
    }

    /** Counts the failure. Returns the error to throw. */
    ErrnoException full() {
        refusals++;
        return new ErrnoException(Errno.NOSPC);
    }

    /** The quota, in bytes. */
    public long quota() {
        return quota;
    }

    /** The unused part of the quota, in bytes. */
    public long left() {
        return quota - used;
    }

    /** How often an operation failed because the quota was exhausted. */
    public int refusals() {
        return refusals;
    }

    /** The current charge, in bytes. */
    public long used() {
        return used;
    }

    /** How many more files and directories the program can create, apart from the quota. */
    public int nodesLeft() {
        return MAXIMUM_NODES - nodes;
    }

    /** The time that files are stamped with. */
    Instant now() {
        return clock.instant();
    }
}
