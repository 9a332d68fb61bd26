// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.coldstart;

import dev.agentcore.bench.ServerProcess;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that serves: measured until its health service has answered SERVING. Asked once, when the server reports its
 * address, so that polling does not slow down the start.
 */
public record Serving(String name, Path log, List<String> command) implements Starter {
    private static final long TIMEOUT_SECONDS = 10;

    /** Copies the command. */
    public Serving {
        command = List.copyOf(command);
    }

    @Override
    public double start() throws IOException {
        try (ServerProcess server = ServerProcess.start(log, command)) {
            return secondsUntilServing(server);
        }
    }

    /**
     * Asks a server that was just started for its health.
     *
     * @return the seconds from the start of its process until it had answered SERVING
     * @throws IOException if that is not its answer
     */
    public static double secondsUntilServing(ServerProcess server) throws IOException {
        long began = System.nanoTime();
        ServingStatus status = health(server.target());
        double seconds = (server.untilReady().toNanos() + System.nanoTime() - began) / 1e9;
        if (status != ServingStatus.SERVING) {
            throw new IOException("the server reports that it serves, but its health is " + status);
        }
        return seconds;
    }

    private static ServingStatus health(String target) {
        ManagedChannel channel = Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                .build();
        try {
            return HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .check(HealthCheckRequest.getDefaultInstance())
                    .getStatus();
        } finally {
            channel.shutdownNow();
        }
    }
}
