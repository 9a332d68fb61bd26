package dev.agentcore.deploy.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentcore.cli.FinishedJar;
import dev.agentcore.cli.FreePort;
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
    private final Process process;
    private final Path log;
    private final int healthPort;

    private PodServer(Process process, Path log, int healthPort) {
        this.process = process;
        this.log = log;
        this.healthPort = healthPort;
    }

    /**
     * Starts it, and waits until it serves.
     *
     * @param folder for its files; nobody else's
     * @param jvmOptions in the place of the pod's
     * @param settings each {@code KEY=VALUE}, in the place of the configuration's
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
        Path log = folder.resolve("log");
        Path configuration = Files.writeString(folder.resolve("agent-core.yaml"), manifests.configuration());
        ProcessBuilder builder =
                FinishedJar.command(command.toArray(String[]::new)).redirectError(log.toFile());
        builder.environment()
                .putAll(Map.of("AGENT_CORE_CONFIG", configuration.toString(), "_JAVA_OPTIONS", jvmOptions));
        var server = new PodServer(builder.start(), log, healthPort);
        String line = server.process.inputReader(UTF_8).readLine();
        if (line == null || !line.startsWith("agent-core serves on ")) {
            server.close();
            throw new AssertionError("the server said " + line + " and " + server.log());
        }
        return server;
    }

    /** What a probe that asks for that service would hear. */
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

    /** Has it end by SIGTERM, as a kubelet does, and waits for that. Returns its exit code. */
    int end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the server has not ended");
        }
        return process.exitValue();
    }

    /** What it has said on standard error. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Kills it, if it still is there. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
