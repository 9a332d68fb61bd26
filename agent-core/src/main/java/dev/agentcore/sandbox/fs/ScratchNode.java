// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A file or directory of a run's scratch. Not thread-safe: used by the thread that runs the guest. */
public abstract sealed class ScratchNode permits ScratchDirectory, ScratchFile {
    /** The owner's permission to read a file or to list a directory. */
    public static final int READ = 0400;

    /** The owner's permission to write a file or to change a directory's entries. */
    public static final int WRITE = 0200;

    /** The owner's permission to use a directory's entries. */
    public static final int SEARCH = 0100;

    private static final int ALL_PERMISSIONS = 07777;

    private final Scratch scratch;
    private final long inode;
    private final long charge;
    private Instant modified;

    /** Null if it was never set. */
    private @Nullable Instant accessed;

    private int permissions;

    /**
     * @param charge the charge for the node itself
     * @param permissions the permission bits
     */
    ScratchNode(Scratch scratch, long inode, long charge, int permissions) {
        this.scratch = scratch;
        this.inode = inode;
        this.charge = charge;
        this.permissions = permissions;
        modified = scratch.now();
    }

    /** A copy of {@code original} with the same charge. */
    ScratchNode(Scratch scratch, ScratchNode original) {
        this.scratch = scratch;
        inode = original.inode;
        charge = original.charge;
        modified = original.modified;
        accessed = original.accessed;
        permissions = original.permissions;
    }

    /** The scratch that it is part of. */
    public final Scratch scratch() {
        return scratch;
    }

    /** The inode number, unique within its tree. */
    public final long inode() {
        return inode;
    }

    /** The modification time. */
    public final Instant modified() {
        return modified;
    }

    /** Sets the modification time. */
    public final void setModified(Instant instant) {
        modified = instant;
    }

    /** The access time that was set; the modification time if none was. */
    public final Instant accessed() {
        return accessed == null ? modified : accessed;
    }

    /** Sets the access time. */
    public final void setAccessed(Instant instant) {
        accessed = instant;
    }

    /** The permission bits. */
    public final int permissions() {
        return permissions;
    }

    /** Sets the permission bits; others are ignored. */
    public final void setPermissions(int bits) {
        permissions = bits & ALL_PERMISSIONS;
    }

    /**
     * Fails unless the owner, whom all programs are, has these permissions.
     *
     * @param wanted of {@link #READ}, {@link #WRITE} and {@link #SEARCH}
     */
    public final void require(int wanted) throws ErrnoException {
        if ((permissions & wanted) != wanted) {
            throw new ErrnoException(Errno.ACCES);
        }
    }

    /** Sets the modification time to now. */
    final void changed() {
        modified = scratch.now();
    }

    /** Releases the charge for the node itself. */
    final void releaseCharge() {
        scratch.releaseNode(charge);
    }
}
