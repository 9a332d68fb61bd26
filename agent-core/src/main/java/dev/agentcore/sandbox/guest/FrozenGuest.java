// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.sandbox.fs.FileCopy;

/** The state of a guest at one moment. Immutable and thread-safe. */
public interface FrozenGuest {
    /**
     * Creates a guest in this state.
     *
     * @param files copies the files that it sees
     */
    Guest open(FileCopy files);

    /** How much memory it takes, in bytes, without its files. */
    long bytes();
}
