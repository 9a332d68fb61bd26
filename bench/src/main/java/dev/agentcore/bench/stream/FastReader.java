// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.stream;

import dev.agentcore.bench.ServerProcess;
import dev.agentcore.client.AgentCoreClient;

/**
 * A reader that never waits.
 *
 * @param mbPerSecond the throughput, from the request to the result
 * @param serverBeforeMb the server's resident set before
 * @param serverGrowthMb the maximum growth of the server's resident set
 * @param clientGrowthMb the maximum growth of this process's resident set
 */
record FastReader(double mbPerSecond, double serverBeforeMb, double serverGrowthMb, double clientGrowthMb) {
    /** Streams once. */
    static FastReader measure(Printout printout, ServerProcess server, AgentCoreClient client) throws Exception {
        Growth serverGrowth = Growth.of(server.pid());
        Growth clientGrowth = Growth.of(ProcessHandle.current().pid());
        double seconds = printout.read(client, Printout.Pause.NONE);
        return new FastReader(
                printout.megabytes() / seconds, serverGrowth.beforeMb(), serverGrowth.mb(), clientGrowth.mb());
    }
}
