// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Workspace;
import dev.agentcore.bench.coldstart.Serving;
import dev.agentcore.client.AgentCoreClient;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Servers that exist at the same time, at most one of each deployment. Not thread-safe. */
final class Servers implements AutoCloseable {
    private final Workspace workspace;
    private final Map<Deployment, Running> running = new EnumMap<>(Deployment.class);

    private record Running(ServerProcess server, AgentCoreClient client) {}

    /** Starts none yet. */
    Servers(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Starts a server, in the place of the one that there was.
     *
     * @return the seconds from the start of its process until it served
     */
    double start(Deployment deployment) throws IOException {
        Running before = running.remove(deployment);
        if (before != null) {
            close(before);
        }
        ServerProcess server = deployment.start(workspace);
        running.put(deployment, new Running(server, AgentCoreClient.connect(server.target())));
        return Serving.secondsUntilServing(server);
    }

    /** The clients of those with native code; may be changed. */
    Map<Deployment, AgentCoreClient> clientsOfNative() {
        Map<Deployment, AgentCoreClient> clients = new LinkedHashMap<>();
        running.forEach((deployment, each) -> {
            if (deployment.isNative()) {
                clients.put(deployment, each.client());
            }
        });
        return clients;
    }

    AgentCoreClient client(Deployment deployment) {
        return get(deployment).client();
    }

    ServerProcess server(Deployment deployment) {
        return get(deployment).server();
    }

    private Running get(Deployment deployment) {
        Running found = running.get(deployment);
        if (found == null) {
            throw new IllegalStateException(deployment + " was not started");
        }
        return found;
    }

    private static void close(Running each) {
        each.client().close();
        each.server().close();
    }

    @Override
    public void close() {
        running.values().forEach(Servers::close);
    }
}
