// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

import dev.agentcore.bench.Hello;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.PythonResult;

/** A server in another process, over the loopback interface, with the client SDK: until the result has arrived. */
final class GrpcSide implements Side {
    private final AgentCoreClient client;

    /** The caller keeps ownership of the client. */
    GrpcSide(AgentCoreClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "over gRPC";
    }

    @Override
    public long run() {
        long began = System.nanoTime();
        PythonResult result = client.run(Hello.CODE);
        long took = System.nanoTime() - began;
        Hello.check(result.stdout());
        return took;
    }
}
