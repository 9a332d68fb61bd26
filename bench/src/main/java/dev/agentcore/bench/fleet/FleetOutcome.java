// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

import dev.agentcore.bench.Latencies;

/**
 * The outcome of the calls in the measured time.
 *
 * @param calls the number of calls
 * @param waits from a call until its program began, for those that began; includes rejections and the backoff after them
 * @param totals the same until the program ended
 * @param refusals attempts that a node rejected
 * @param givenUp calls whose every attempt was rejected
 * @param lost programs that were queued or running on a node when it was lost
 * @param meanBusy the mean number of busy slots
 */
record FleetOutcome(
        long calls, Latencies waits, Latencies totals, long refusals, long givenUp, long lost, double meanBusy) {
    /** In percent of the calls. */
    double refusedPercent() {
        return calls == 0 ? 0 : 100.0 * refusals / calls;
    }
}
