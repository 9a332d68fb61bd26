// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

/**
 * The parameters of a simulation. Immutable.
 *
 * @param nodes the number of servers
 * @param slots the slots of each server
 * @param queueCapacity the queue capacity of each server
 * @param clients the number of clients, which choose nodes independently; each makes the same share of the calls
 * @param choice how clients choose a node
 * @param times the service times
 * @param utilization the load: the share of all slots' time that the programs would take if none were rejected
 * @param attempts the maximum number of attempts for a call
 * @param retryAfterSeconds the retry delay of a rejection (RetryInfo); clients add up to half of their own backoff, as the SDK
 *     does
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
    /** The defaults of the server and the SDK: a queue of 64, five attempts, a second between them. */
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

    /** The calls per second, to all nodes. */
    double callsPerSecond() {
        return utilization * nodes * slots / times.mean();
    }
}
