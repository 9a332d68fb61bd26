// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/** How long to measure. */
public enum Effort {
    /** A check that the benchmark works, in well under a minute each. The figures are rough. */
    QUICK,
    /** For figures that are published. */
    FULL;

    /** The one or the other. */
    public <T> T pick(T quick, T full) {
        return this == QUICK ? quick : full;
    }
}
