// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import dev.agentcore.testkit.FinishedJar;
import dev.agentcore.testkit.FreePort;
import dev.agentcore.testkit.ServerProcess;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The finished server as a pod has it, with the rendered configuration and JVM options, but for ports that may be taken on this
 * machine, for the warm-up, and for what the test says otherwise.
 */
final class PodServer implements AutoCloseable {
    private final ServerProcess process;
    private final int healthPort;

    private PodServer(ServerProcess process, int healthPort) {
        this.process = process;
        this.healthPort = healthPort;
    }

    /**
     * Starts it, and waits until it is ready.
     *
     * @param folder for its files only
     * @param jvmOptions instead of the pod's
     * @param settings each {@code KEY=VALUE}, instead of the configuration's
     */
    static PodServer start(Manifests manifests, Path folder, String jvmOptions, String... settings) throws IOException {
        int healthPort = FreePort.find();
        List<String> command = new ArrayList<>(List.of("serve"));
        List<String> all = new ArrayList<>(List.of(
                "listen.health-host=127.0.0.1",
                "listen.health-port=" + healthPort,
                "telemetry.metrics-port=0",
                "lifecycle.warm-up=0s"));
        all.addAll(List.of(settings));
        all.forEach(setting -> command.addAll(List.of("--set", setting)));
        Path configuration = Files.writeString(folder.resolve("agent-core.yaml"), manifests.configuration());
        ProcessBuilder builder = FinishedJar.command(command.toArray(String[]::new));
        builder.environment()
                .putAll(Map.of("AGENT_CORE_CONFIG", configuration.toString(), "_JAVA_OPTIONS", jvmOptions));
        var process = ServerProcess.launch(builder, folder.resolve("log"));
        try {
            process.target();
        } catch (AssertionError failure) {
            process.close();
            throw failure;
        }
        return new PodServer(process, healthPort);
    }

    /** The answer to a probe for that service. */
    ServingStatus health(String service) {
        ManagedChannel channel = Grpc.newChannelBuilder("127.0.0.1:" + healthPort, InsecureChannelCredentials.create())
                .build();
        try {
            return HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(10, TimeUnit.SECONDS)
                    .check(HealthCheckRequest.newBuilder().setService(service).build())
                    .getStatus();
        } finally {
            channel.shutdownNow();
        }
    }

    /** Sends SIGTERM, as a kubelet does, waits for the end, and returns the exit code. */
    int end() throws InterruptedException {
        process.terminate();
        return process.exitCode();
    }

    /** Its standard error so far. */
    String log() throws IOException {
        return process.log();
    }

    /** Kills it if it is still alive. */
    @Override
    public void close() {
        process.close();
    }
}
