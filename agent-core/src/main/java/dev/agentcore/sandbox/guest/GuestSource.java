// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.fs.Directory;

/** Where the guests of an image come from. Thread-safe. */
public interface GuestSource extends AutoCloseable {
    /**
     * Makes a guest. Runs nothing in it.
     *
     * @param memoryBytes the limit of its memory
     * @param root the files that it sees
     */
    Guest open(long memoryBytes, Directory root);

    /** How many pages of memory a guest may have. */
    static int maximumPages(long memoryBytes) {
        return (int) Math.min(Integer.MAX_VALUE, memoryBytes / GuestMemory.PAGE_SIZE);
    }

    /** How many guests are prepared now. */
    default int prepared() {
        return 0;
    }

    /** Releases what it holds. No guest may be open. */
    @Override
    void close();
}
