// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

import dev.agentcore.bench.Hello;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.PythonResult;

/** A server in a process of its own, over the loopback interface, with the client SDK: until the result is there. */
final class GrpcSide implements Side {
    private final AgentCoreClient client;

    /** The client stays the caller's. */
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
