// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.fs.Directory;

/** The source of an image's guests. Thread-safe. */
public interface GuestSource extends AutoCloseable {
    /**
     * Creates a guest. Runs nothing in it.
     *
     * @param memoryBytes the limit of its memory
     * @param root the files that it sees
     */
    Guest open(long memoryBytes, Directory root);

    /** The maximum memory of a guest in pages. */
    static int maximumPages(long memoryBytes) {
        return (int) Math.min(Integer.MAX_VALUE, memoryBytes / GuestMemory.PAGE_SIZE);
    }

    /** The current number of prepared guests. */
    default int prepared() {
        return 0;
    }

    /** Releases all resources. No guest may be open. */
    @Override
    void close();
}
