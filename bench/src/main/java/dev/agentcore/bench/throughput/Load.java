// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import dev.agentcore.bench.Latencies;

/**
 * The result of loading a server.
 *
 * @param latencies the latencies of the completed runs
 * @param runsPerSecond the runs completed in the measured time, per second
 * @param refused the number of rejected runs, which are not among the others
 */
public record Load(Latencies latencies, double runsPerSecond, long refused) {}
