// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

import dev.agentcore.bench.Hello;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.PythonResult;

/** A server in another process, over the loopback interface, with the client SDK: until the result has arrived. */
public final class GrpcSide implements Side {
    private final String name;
    private final AgentCoreClient client;

    GrpcSide(AgentCoreClient client) {
        this("over gRPC", client);
    }

    /**
     * The caller keeps ownership of the client.
     *
     * @param name its name in tables
     */
    public GrpcSide(String name, AgentCoreClient client) {
        this.name = name;
        this.client = client;
    }

    @Override
    public String name() {
        return name;
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
