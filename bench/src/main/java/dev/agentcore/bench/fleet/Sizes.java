// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

/**
 * The size of a simulation. Immutable.
 *
 * @param nodes the number of nodes
 * @param calls the number of calls for each figure, and of warm-up calls before those
 */
record Sizes(int nodes, long calls) {
    static final Sizes QUICK = new Sizes(50, 100_000);
    static final Sizes FULL = new Sizes(1000, 2_000_000);
}
