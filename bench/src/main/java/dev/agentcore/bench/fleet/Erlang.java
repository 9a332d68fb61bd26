// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

/** The queueing theory of M/M/c: Poisson arrivals, exponential service times, an unbounded queue. */
final class Erlang {
    private Erlang() {}

    /**
     * Erlang's C: the probability that a call has to wait.
     *
     * @param servers 1 or more
     * @param utilization 0 to less than 1
     */
    static double waiting(int servers, double utilization) {
        double load = servers * utilization;
        // Erlang's B, by its recursion, which never overflows.
        double blocked = 1;
        for (int server = 1; server <= servers; server++) {
            blocked = load * blocked / (server + load * blocked);
        }
        return blocked / (1 - utilization * (1 - blocked));
    }

    /** The mean wait, in mean service times. */
    static double meanWait(int servers, double utilization) {
        return waiting(servers, utilization) / (servers * (1 - utilization));
    }

    /** A percentile of the wait, in mean service times. */
    static double wait(int servers, double utilization, double percentile) {
        double later = 1 - percentile / 100;
        double waiting = waiting(servers, utilization);
        return waiting <= later ? 0 : Math.log(waiting / later) / (servers * (1 - utilization));
    }
}
