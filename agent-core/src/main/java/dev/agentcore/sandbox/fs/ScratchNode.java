// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.time.Instant;

/** What all files and directories of a run's scratch have. Not thread-safe: used by the thread that runs the guest. */
public abstract sealed class ScratchNode permits ScratchDirectory, ScratchFile {
    private final Scratch scratch;
    private final long inode;
    private final long charge;
    private Instant modified;

    /** @param charge what it was charged for being there */
    ScratchNode(Scratch scratch, long inode, long charge) {
        this.scratch = scratch;
        this.inode = inode;
        this.charge = charge;
        modified = scratch.now();
    }

    /** A copy of {@code original}, charged as that was. */
    ScratchNode(Scratch scratch, ScratchNode original) {
        this.scratch = scratch;
        inode = original.inode;
        charge = original.charge;
        modified = original.modified;
    }

    /** The room that it is part of. */
    final Scratch scratch() {
        return scratch;
    }

    /** Its number, unique within its tree. */
    public final long inode() {
        return inode;
    }

    /** When it was last changed. */
    public final Instant modified() {
        return modified;
    }

    /** Sets when it was last changed. */
    public final void setModified(Instant instant) {
        modified = instant;
    }

    /** It has been changed now. */
    final void changed() {
        modified = scratch.now();
    }

    /** Gives back what it was charged for being there. */
    final void releaseCharge() {
        scratch.releaseNode(charge);
    }
}
