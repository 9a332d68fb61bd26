// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

/**
 * A disturbance at the start of the measured time: the first nodes are lost or replaced. Immutable.
 *
 * @param nodes the number of nodes
 * @param replaced whether as many new nodes are added and the old ones drain, as in a rolling restart; otherwise the old
 *     nodes are lost with all of their calls, and get no more calls
 */
record Disturbance(int nodes, boolean replaced) {
    static final Disturbance NONE = new Disturbance(0, false);
}
