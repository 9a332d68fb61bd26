// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

/**
 * What is simulated. Immutable.
 *
 * @param nodes how many servers there are
 * @param slots how many programs each runs at a time
 * @param queueCapacity how many may wait at each
 * @param clients how many choose among the nodes, each for itself; calls come from any of them, equally often
 * @param choice how they choose
 * @param times how long programs have a slot
 * @param utilization the load: what part of all slots' time the programs would take if none were refused
 * @param attempts how often a call is tried in all when it is refused
 * @param retryAfterSeconds what a refusal asks to wait for (RetryInfo); clients wait that, and up to half as long as the pause of
 *     their own besides, as the SDK does
 */
record FleetPlan(
        int nodes,
        int slots,
        int queueCapacity,
        int clients,
        Choice choice,
        ServiceTimes times,
        double utilization,
        int attempts,
        double retryAfterSeconds) {
    /** The server's and the SDK's standard: a queue of 64, five attempts, a second between them. */
    static FleetPlan standard(int nodes, int slots, ServiceTimes times) {
        return new FleetPlan(nodes, slots, 64, 200, Choice.ROUND_ROBIN, times, 0.5, 5, 1);
    }

    FleetPlan withUtilization(double other) {
        return new FleetPlan(nodes, slots, queueCapacity, clients, choice, times, other, attempts, retryAfterSeconds);
    }

    FleetPlan withClients(int number, Choice other) {
        return new FleetPlan(
                nodes, slots, queueCapacity, number, other, times, utilization, attempts, retryAfterSeconds);
    }

    FleetPlan withQueueCapacity(int other) {
        return new FleetPlan(nodes, slots, other, clients, choice, times, utilization, attempts, retryAfterSeconds);
    }

    /** So many calls come in a second, to all nodes. */
    double callsPerSecond() {
        return utilization * nodes * slots / times.mean();
    }
}
