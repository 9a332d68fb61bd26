// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

/**
 * How much is simulated. Immutable.
 *
 * @param nodes of the fleet
 * @param calls for each figure, as many again before those
 */
record Sizes(int nodes, long calls) {
    static final Sizes QUICK = new Sizes(50, 100_000);
    static final Sizes FULL = new Sizes(1000, 2_000_000);
}
