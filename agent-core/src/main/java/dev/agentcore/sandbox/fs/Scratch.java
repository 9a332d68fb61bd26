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
 * The room that a run has for files of its own: one quota for all of them. Not thread-safe: used by the thread that runs the guest.
 *
 * <p>What is charged is what the JVM holds, and a little more: {@link #NODE_BYTES} for each file or directory, and for
 * each block of a file's content that was written to. A file that is removed is charged until nobody has it open. What
 * the request brought is charged where it is written to.
 */
public final class Scratch {
    /** What a file or a directory is charged for being there; its name, of 255 bytes at most, is part of it. */
    static final long NODE_BYTES = 1024;

    /** The most files and directories that the program can have made, however large the quota is. */
    static final int MAXIMUM_NODES = 1 << 16;

    private final long quota;
    private final InstantSource clock;
    private long used;
    private int nodes;
    private long nextInode;
    private int refusals;

    /**
     * Nothing is in it yet.
     *
     * @param quota how many bytes may be charged
     * @param firstInode the number of its first file; beyond those of the tree that it becomes part of
     */
    public Scratch(long quota, InstantSource clock, long firstInode) {
        this.quota = quota;
        this.clock = clock;
        nextInode = firstInode;
    }

    /** A copy, charged with what the original is charged with. */
    Scratch(Scratch original) {
        quota = original.quota;
        clock = original.clock;
        used = original.used;
        nodes = original.nodes;
        nextInode = original.nextInode;
    }

    /** A directory that was there before the program, with these files in it. */
    public ScratchDirectory given(List<ProgramFile> files) {
        ScratchDirectory top = new ScratchDirectory(this, nextInode++, 0);
        for (ProgramFile file : files) {
            String[] parts = file.path().split("/", -1);
            ScratchDirectory directory = top;
            for (int i = 0; i < parts.length - 1; i++) {
                directory = givenDirectory(directory, parts[i]);
            }
            directory.put(parts[parts.length - 1], new ScratchFile(this, nextInode++, file.content(), 0));
        }
        return top;
    }

    private ScratchDirectory givenDirectory(ScratchDirectory parent, String name) {
        if (parent.child(name) == null) {
            parent.put(name, new ScratchDirectory(this, nextInode++, 0));
        }
        return (ScratchDirectory) Objects.requireNonNull(parent.child(name));
    }

    /** A new and empty file, in no directory yet. */
    ScratchFile newFile() throws ErrnoException {
        chargeNode();
        return new ScratchFile(this, nextInode++, Bytes.empty(), NODE_BYTES);
    }

    /** A new and empty directory, in no directory yet. */
    ScratchDirectory newDirectory() throws ErrnoException {
        chargeNode();
        return new ScratchDirectory(this, nextInode++, NODE_BYTES);
    }

    private void chargeNode() throws ErrnoException {
        if (nodes == MAXIMUM_NODES) {
            throw full();
        }
        charge(NODE_BYTES);
        nodes++;
    }

    /** Gives back what a file or a directory was charged for being there, which may be nothing. */
    void releaseNode(long charge) {
        if (charge > 0) {
            release(charge);
            nodes--;
        }
    }

    /** Charges room that is about to be used. */
    void charge(long bytes) throws ErrnoException {
        if (bytes > quota - used) {
            throw full();
        }
        used += bytes;
    }

    /** Gives room back. */
    void release(long bytes) {
        used -= bytes;
    }

    /** Says that there is no room. */
    ErrnoException full() {
        refusals++;
        return new ErrnoException(Errno.NOSPC);
    }

    /** How much is left of the quota. */
    long left() {
        return quota - used;
    }

    /** How often something was refused for want of room. */
    public int refusals() {
        return refusals;
    }

    /** How much is charged, in bytes. */
    public long used() {
        return used;
    }

    /** The time that files are stamped with. */
    Instant now() {
        return clock.instant();
    }
}
