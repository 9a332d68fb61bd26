// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

import java.util.List;

/** A module of an image, from which instances are made. Thread-safe. */
public interface GuestModule extends AutoCloseable {
    /**
     * Makes an instance in the state of the image's snapshot. Runs no code of it.
     *
     * @param imports what it may import; more than it imports is allowed
     * @param maximumPages the limit of its memory in pages
     * @throws IllegalArgumentException if the snapshot is larger than the limit
     */
    GuestInstance instantiate(List<HostFunction> imports, int maximumPages);

    /** The size of the snapshot in pages. */
    int snapshotPages();

    /** How many instances can be made now without copying the snapshot first. */
    int prepared();

    /**
     * The most that it keeps outside the heap while no instance is open, what is held for instances to come included, in
     * bytes.
     */
    default long outsideBytes() {
        return 0;
    }

    /** Releases what is held for instances to come. */
    @Override
    void close();
}
