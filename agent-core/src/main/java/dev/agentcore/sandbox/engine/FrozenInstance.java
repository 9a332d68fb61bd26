// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

import java.util.List;

/** The state of an instance at one moment, from which others are made. Immutable and thread-safe. */
public interface FrozenInstance {
    /**
     * Makes an instance in this state.
     *
     * @param imports its imports: those of the original, but not sharing any state with them
     */
    GuestInstance instantiate(List<HostFunction> imports);

    /** How much memory this state takes, in bytes. */
    long bytes();
}
