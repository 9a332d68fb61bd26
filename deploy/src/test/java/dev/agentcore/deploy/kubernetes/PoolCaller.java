// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import dev.agentcore.client.AgentCoreClient;

/** A program for {@link PoolIT}: calls a target repeatedly, and prints the answers. */
final class PoolCaller {
    private PoolCaller() {}

    /**
     * Calls.
     *
     * @param arguments the target, the token, and how often
     */
    public static void main(String[] arguments) {
        try (AgentCoreClient client =
                AgentCoreClient.builder(arguments[0]).bearerToken(arguments[1]).build()) {
            for (int call = 0; call < Integer.parseInt(arguments[2]); call++) {
                System.out.print(client.run("print('hello')").stdout());
            }
        }
    }
}
