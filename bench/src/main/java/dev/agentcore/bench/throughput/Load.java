// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import dev.agentcore.bench.Latencies;

/**
 * What a server made of some load.
 *
 * @param latencies of the runs that ended
 * @param runsPerSecond how many ended in the time that was measured, by its length
 * @param refused how many the server refused, which are not among the others
 */
record Load(Latencies latencies, double runsPerSecond, long refused) {}
