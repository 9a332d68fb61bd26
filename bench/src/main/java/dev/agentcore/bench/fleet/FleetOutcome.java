// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

import dev.agentcore.bench.Latencies;

/**
 * What became of the calls that came in the time that counts.
 *
 * @param calls how many came
 * @param waits from the call until its program began, of those that began; refusals and the pauses after them included
 * @param totals the same until it ended
 * @param refusals attempts that a node refused
 * @param givenUp calls that were refused as often as they were tried
 * @param lost programs that waited or ran on a node when it was lost
 * @param meanBusy how many slots were busy, over that time
 */
record FleetOutcome(
        long calls, Latencies waits, Latencies totals, long refusals, long givenUp, long lost, double meanBusy) {
    /** Of a hundred calls. */
    double refusedPercent() {
        return calls == 0 ? 0 : 100.0 * refusals / calls;
    }
}
