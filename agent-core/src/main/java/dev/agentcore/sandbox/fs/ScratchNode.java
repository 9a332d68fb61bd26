// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.time.Instant;

/** A file or directory of a run's scratch. Not thread-safe: used by the thread that runs the guest. */
public abstract sealed class ScratchNode permits ScratchDirectory, ScratchFile {
    private final Scratch scratch;
    private final long inode;
    private final long charge;
    private Instant modified;

    /** @param charge the charge for the node itself */
    ScratchNode(Scratch scratch, long inode, long charge) {
        this.scratch = scratch;
        this.inode = inode;
        this.charge = charge;
        modified = scratch.now();
    }

    /** A copy of {@code original} with the same charge. */
    ScratchNode(Scratch scratch, ScratchNode original) {
        this.scratch = scratch;
        inode = original.inode;
        charge = original.charge;
        modified = original.modified;
    }

    /** The scratch that it is part of. */
    final Scratch scratch() {
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

    /** Sets the modification time to now. */
    final void changed() {
        modified = scratch.now();
    }

    /** Releases the charge for the node itself. */
    final void releaseCharge() {
        scratch.releaseNode(charge);
    }
}
