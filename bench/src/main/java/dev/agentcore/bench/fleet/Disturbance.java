// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

/**
 * What happens to the fleet when the time that counts begins: the first so many nodes go, or are replaced. Immutable.
 *
 * @param nodes how many
 * @param replaced whether as many new ones come at that moment and the old ones drain, as in a rolling restart; else the
 *     old ones are lost, with all that they had, and nobody calls them any more
 */
record Disturbance(int nodes, boolean replaced) {
    static final Disturbance NONE = new Disturbance(0, false);
}
