// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

/** How a client chooses a node for each call. */
enum Choice {
    /** gRPC's {@code round_robin}: each client takes the nodes in turn, from a random start. */
    ROUND_ROBIN("round robin"),
    /** gRPC's {@code least_request}: of two random nodes, the one with fewer calls of this client. */
    LEAST_REQUEST("least request");

    private final String shown;

    Choice(String shown) {
        this.shown = shown;
    }

    String shown() {
        return shown;
    }
}
