// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.chicory;

import dev.agentcore.execution.StackHeadroom;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.GuestModule;
import dev.agentcore.sandbox.engine.HostFunction;
import java.util.List;

/** A compiled guest with the snapshot that its instances begin as. Thread-safe. */
public final class SnapshotModule implements GuestModule {
    private final PythonGuest guest;
    private final MemoryImages images;

    /**
     * Starts to prepare copies of the snapshot's memory.
     *
     * @param guest what to clone
     * @param prepared how many copies to hold ready, at least 1
     */
    public SnapshotModule(PythonGuest guest, int prepared) {
        this.guest = guest;
        this.images = new MemoryImages(guest.snapshot().memory(), prepared);
    }

    @Override
    public GuestInstance instantiate(List<HostFunction> imports, int maximumPages) {
        return instantiate(images.take(), maximumPages, imports);
    }

    /**
     * Makes an instance.
     *
     * @param memory the bytes of its memory, owned by the instance from now on
     */
    SnapshotInstance instantiate(byte[] memory, int maximumPages, List<HostFunction> imports) {
        return new SnapshotInstance(
                this,
                guest,
                LinearMemory.restored(memory, maximumPages, outgrown -> {
                    StackHeadroom.CALL.require();
                    images.giveBack(outgrown);
                }),
                imports);
    }

    /** Takes back the array of a closed instance's memory. */
    void giveBack(byte[] memory) {
        images.giveBack(memory);
    }

    @Override
    public int snapshotPages() {
        return guest.snapshot().pages();
    }

    @Override
    public int prepared() {
        return images.prepared();
    }

    @Override
    public void close() {
        images.close();
    }
}
