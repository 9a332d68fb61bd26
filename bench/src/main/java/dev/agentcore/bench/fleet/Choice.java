// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.fleet;

/** How a client chooses a node for each call. */
enum Choice {
    /** gRPC's {@code round_robin}: each client takes them in turn, beginning anywhere. */
    ROUND_ROBIN("round robin"),
    /** gRPC's {@code least_request}: of two that are drawn, the one with fewer of this client's own calls. */
    LEAST_REQUEST("least request");

    private final String shown;

    Choice(String shown) {
        this.shown = shown;
    }

    String shown() {
        return shown;
    }
}
