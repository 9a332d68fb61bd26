// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ExecutionEvent.Started;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.testkit.FinishedJar;
import dev.agentcore.testkit.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A real server with metrics, and real runs of all outcomes that callers can bring about. */
final class EveryOutcome implements AutoCloseable {
    /** What becomes of them, as metrics call it. */
    static final List<String> OUTCOMES = List.of(
            "completed",
            "exception",
            "wall_time_exceeded",
            "cpu_time_exceeded",
            "memory_exceeded",
            "output_exceeded",
            "scratch_exceeded",
            "cancelled",
            "crashed",
            "refused");

    /** The reasons of rejected calls. */
    static final List<String> REASONS =
            List.of("queue_full", "tenant_queue_full", "unauthenticated", "invalid_request");

    private static final List<String> TENANTS = List.of("alice", "bob", "carol");

    private final ServerProcess server;
    private final int metricsPort;

    private EveryOutcome(ServerProcess server, int metricsPort) {
        this.server = server;
        this.metricsPort = metricsPort;
    }

    /** Starts the server; each tenant has one of two slots, and one of two places in the queue. */
    static EveryOutcome start(int metricsPort, Path folder) throws IOException {
        StringBuilder tokens = new StringBuilder();
        for (String tenant : TENANTS) {
            tokens.append(tenant).append(" sha256:").append(sha256(tenant)).append('\n');
        }
        Path file = Files.writeString(folder.resolve("tokens"), tokens);
        ServerProcess server = ServerProcess.start(
                Map.of("METRICS_PORT", String.valueOf(metricsPort)),
                List.of("-jar", FinishedJar.path()),
                "--slots=2",
                "--set=engine.queue.capacity=2",
                "--set=tenant.slots=1",
                "--set=tenant.queue.capacity=1",
                "--set=security.tokens=" + file);
        return new EveryOutcome(server, metricsPort);
    }

    /** Has every outcome happen once, or more often. */
    void happen() throws IOException {
        try (AgentCoreClient alice = client("alice")) {
            assertEnds(alice, PythonProgram.of("print('hello')"), Outcome.COMPLETED);
            assertEnds(alice, PythonProgram.of("1/0"), Outcome.EXCEPTION);
            assertEnds(alice, PythonProgram.of("import os; os.abort()"), Outcome.CRASHED);
            assertEnds(
                    alice,
                    PythonProgram.builder("while True: pass")
                            .wallTime(Duration.ofMillis(200))
                            .build(),
                    Outcome.WALL_TIME_EXCEEDED);
            assertEnds(
                    alice,
                    PythonProgram.builder("while True: pass")
                            .cpuTime(Duration.ofMillis(100))
                            .build(),
                    Outcome.CPU_TIME_EXCEEDED);
            assertEnds(
                    alice,
                    PythonProgram.builder("bytearray(100 << 20)")
                            .memoryBytes(64 << 20)
                            .build(),
                    Outcome.MEMORY_EXCEEDED);
            assertEnds(
                    alice,
                    PythonProgram.builder("while True: print('x' * 80)")
                            .outputBytes(1000)
                            .build(),
                    Outcome.OUTPUT_EXCEEDED);
            assertEnds(
                    alice,
                    PythonProgram.builder("open('large', 'wb').write(bytes(1 << 20))")
                            .scratchBytes(100_000)
                            .build(),
                    Outcome.SCRATCH_EXCEEDED);
            assertRefused(alice, PythonProgram.builder("1").memoryBytes(1).build(), "INVALID_REQUEST");
        }
        try (AgentCoreClient stranger = client("nobody")) {
            assertRefused(stranger, PythonProgram.of("1"), "UNAUTHENTICATED");
        }
        crowd();
    }

    /** Has two tenants fill slots and queue, one of them and a third come too, and all leave. */
    private void crowd() throws IOException {
        PythonProgram sleeping = PythonProgram.builder("import time; print(1, flush=True); time.sleep(60)")
                .memoryBytes(64 << 20)
                .build();
        try (AgentCoreClient alice = client("alice");
                AgentCoreClient bob = client("bob");
                AgentCoreClient carol = client("carol");
                PythonExecution runs = running(alice, sleeping);
                PythonExecution runsToo = running(bob, sleeping);
                PythonExecution waits = alice.execute(sleeping);
                PythonExecution waitsToo = bob.execute(sleeping)) {
            assertThat(List.of(runs, runsToo, waits, waitsToo)).doesNotHaveDuplicates();
            await().until(() -> metrics().contains("agentcore_queue_length{otel_scope_name=\"dev.agentcore\"} 2.0\n"));
            assertRefused(alice, sleeping, "TENANT_QUEUE_FULL");
            assertRefused(carol, sleeping, "QUEUE_FULL");
        }
    }

    private String metrics() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metricsPort + "/metrics"))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static PythonExecution running(AgentCoreClient client, PythonProgram program) {
        PythonExecution execution = client.execute(program);
        assertThat(execution.iterator().next()).isInstanceOf(Started.class);
        return execution;
    }

    private static void assertEnds(AgentCoreClient client, PythonProgram program, Outcome outcome) {
        assertThat(client.run(program).outcome()).isEqualTo(outcome);
    }

    private static void assertRefused(AgentCoreClient client, PythonProgram program, String reason) {
        assertThatExceptionOfType(AgentCoreException.class)
                .isThrownBy(() -> client.run(program))
                .satisfies(refused -> assertThat(refused.reason()).hasValue(reason));
    }

    private AgentCoreClient client(String token) throws IOException {
        return AgentCoreClient.builder(server.target()).bearerToken(token).build();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Kills the server. */
    @Override
    public void close() {
        server.close();
    }
}
