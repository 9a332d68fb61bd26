// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Workspace;
import dev.agentcore.client.AgentCoreClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs hello repeatedly on a fresh server, from the first connection on. The client in this JVM should be warm. */
final class StartMeasurement {
    private final Workspace workspace;
    private final Duration length;

    /** How long each server is observed. */
    StartMeasurement(Workspace workspace, Duration length) {
        this.workspace = workspace;
        this.length = length;
    }

    Start measure() throws IOException {
        try (var server = ServerProcess.start(workspace, List.of(), List.of());
                var client = AgentCoreClient.connect(server.target())) {
            long connecting = System.nanoTime();
            client.capabilities();
            long connected = System.nanoTime();
            var side = new GrpcSide(client);
            var runs = new ArrayList<Start.Run>();
            long sinceReady = 0;
            while (sinceReady < length.toNanos()) {
                long took = side.run();
                runs.add(new Start.Run(sinceReady / 1e9, took / 1e6));
                sinceReady = System.nanoTime() - connected;
            }
            return new Start(server.untilReady(), (connected - connecting) / 1e6, runs);
        }
    }
}
