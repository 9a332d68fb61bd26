package dev.agentcore.bench.latency;

import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Workspace;
import dev.agentcore.client.AgentCoreClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Has a fresh server run hello again and again from the moment it serves. The client in this JVM should be warm. */
final class StartMeasurement {
    private final Workspace workspace;
    private final Duration length;

    /** Each server is observed for that long. */
    StartMeasurement(Workspace workspace, Duration length) {
        this.workspace = workspace;
        this.length = length;
    }

    Start measure() throws IOException {
        try (var server = ServerProcess.start(workspace, List.of(), List.of());
                var client = AgentCoreClient.connect(server.target())) {
            long ready = System.nanoTime();
            client.capabilities();
            double connectMillis = (System.nanoTime() - ready) / 1e6;
            ready = System.nanoTime();
            var side = new GrpcSide(client);
            var runs = new ArrayList<Start.Run>();
            long sinceReady = 0;
            while (sinceReady < length.toNanos()) {
                long took = side.run();
                runs.add(new Start.Run(sinceReady / 1e9, took / 1e6));
                sinceReady = System.nanoTime() - ready;
            }
            return new Start(server.untilReady(), connectMillis, runs);
        }
    }
}
