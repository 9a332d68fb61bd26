// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * A sandbox as it was at one moment: its memory, its files, its open files. Immutable and thread-safe. Good for as long as
 * its runtime is open.
 */
public interface FrozenSandbox {
    /** Opens a sandbox in this state, which shares nothing that can change with any other. As {@link Sandbox#fork}. */
    Sandbox open();

    /** How much of this process's memory it takes, in bytes. */
    long bytes();
}
