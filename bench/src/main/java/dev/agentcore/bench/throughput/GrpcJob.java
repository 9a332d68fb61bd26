// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import dev.agentcore.bench.Hello;
import dev.agentcore.client.AgentCoreClient;

/** Runs hello on its own connection. Thread-safe. */
public final class GrpcJob implements Job {
    private final AgentCoreClient client;

    /** @param target the server's {@code HOST:PORT} */
    public GrpcJob(String target) {
        client = AgentCoreClient.connect(target);
    }

    @Override
    public void run() {
        Hello.check(client.run(Hello.CODE).stdout());
    }

    @Override
    public void close() {
        client.close();
    }
}
