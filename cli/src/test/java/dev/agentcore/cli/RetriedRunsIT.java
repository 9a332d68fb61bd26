// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.client.RetryPolicy;
import dev.agentcore.testkit.ServerProcess;
import dev.agentcore.testkit.TcpProxy;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that end and connections that break while a client that tries again has many runs: each run ends well, and has run
 * once, as the servers' own audit log tells it.
 */
@Timeout(180)
final class RetriedRunsIT {
    private static final Set<String> NEVER_BEGAN = Set.of("REFUSED", "ABANDONED", "TURNED_AWAY");
    private static final int LINES = 200;
    private static final int CALLERS = 20;
    private static final int RUNS_OF_EACH = 20;

    /** More attempts than the standard, since a server that starts may take a while. */
    private static final RetryPolicy PATIENT =
            RetryPolicy.standard().withMaximumAttempts(500).withPauses(Duration.ofMillis(50), Duration.ofSeconds(1));

    @TempDir
    private Path audits;

    @Test
    void whatAServerThatEndsRefusesAnotherRuns() throws Exception {
        try (ServerProcess ending = start(0);
                ServerProcess staying = start(0);
                AgentCoreClient client = AgentCoreClient.builder(ending.target(), staying.target())
                        .retry(RetryPolicy.standard())
                        .build()) {
            try (var calls = new Calls(client)) {
                calls.awaitSome();
                ending.terminate();
                assertThat(ending.exitCode()).isZero();
                calls.assertAllRight();
            }
            staying.end();
        }
        assertEachRanOnce();
    }

    @Test
    void whatAServerThatEndsRefusesItsSuccessorRuns() throws Exception {
        try (ServerProcess ending = start(0);
                AgentCoreClient client =
                        AgentCoreClient.builder(ending.target()).retry(PATIENT).build();
                var calls = new Calls(client)) {
            calls.awaitSome();
            ending.terminate();
            assertThat(ending.exitCode()).isZero();
            try (ServerProcess successor =
                    start(Integer.parseInt(ending.target().split(":", 2)[1]))) {
                calls.assertAllRight();
                successor.end();
            }
        }
        assertEachRanOnce();
    }

    @Test
    void aRunWithAnIdGoesOnThoughItsConnectionBreaks() throws Exception {
        PythonProgram program = PythonProgram.builder("""
                        import sys, time
                        for number in range(%d):
                            print(number, "é" * 500)
                            print(number, file=sys.stderr)
                            time.sleep(0.01)
                        """.formatted(LINES))
                .requestId("one")
                .label("run", "0")
                .build();
        try (ServerProcess server = start(0);
                TcpProxy proxy = TcpProxy.to(server.target());
                AgentCoreClient client =
                        AgentCoreClient.builder(proxy.target()).retry(PATIENT).build()) {
            List<Reading> readings = new ArrayList<>();
            for (Way way : Way.values()) {
                readings.add(Reading.of(way, client, program));
            }
            for (int cut = 0; cut < 5; cut++) {
                Thread.sleep(300);
                proxy.cut();
            }
            for (Reading reading : readings) {
                assertThat(reading.failure(Duration.ofSeconds(60))).isNull();
                assertThat(reading.stdout()).isEqualTo(lines(number -> number + " " + "é".repeat(500) + "\n"));
                assertThat(reading.stderr()).isEqualTo(lines(number -> number + "\n"));
            }
            server.end();
        }
        assertThat(startsByRun()).isEqualTo(Map.of("0", 1));
    }

    private void assertEachRanOnce() throws IOException {
        assertThat(startsByRun())
                .hasSize(CALLERS * RUNS_OF_EACH)
                .allSatisfy((run, starts) -> assertThat(starts).as(run).isEqualTo(1));
    }

    private ServerProcess start(int port) throws IOException {
        return ServerProcess.start(
                "--slots",
                "2",
                "--set",
                "listen.port=" + port,
                "--set",
                "audit.file=" + audits.resolve(UUID.randomUUID().toString()));
    }

    /** How often a program has begun, by its label, on all servers. */
    private Map<String, Integer> startsByRun() throws IOException {
        Map<String, Integer> starts = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(audits)) {
            for (Path file : files) {
                for (String line : Files.readAllLines(file)) {
                    JsonObject event = JsonParser.parseString(line).getAsJsonObject();
                    if (!NEVER_BEGAN.contains(event.get("outcome").getAsString())) {
                        starts.merge(event.getAsJsonObject("labels").get("run").getAsString(), 1, Integer::sum);
                    }
                }
            }
        }
        return starts;
    }

    private static String lines(IntFunction<String> line) {
        return IntStream.range(0, LINES).mapToObj(line).collect(Collectors.joining());
    }

    /** Callers that have one program run after another. */
    private static final class Calls implements AutoCloseable {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final CountDownLatch some = new CountDownLatch(CALLERS * RUNS_OF_EACH / 4);
        private final List<Future<?>> callers = new ArrayList<>();

        Calls(AgentCoreClient client) {
            for (int caller = 0; caller < CALLERS; caller++) {
                int first = caller * RUNS_OF_EACH;
                callers.add(threads.submit(() -> {
                    for (int number = first; number < first + RUNS_OF_EACH; number++) {
                        run(client, number);
                    }
                }));
            }
        }

        /** Waits until a quarter of them has ended. */
        void awaitSome() throws InterruptedException {
            assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
        }

        void assertAllRight() throws Exception {
            for (Future<?> caller : callers) {
                caller.get(60, TimeUnit.SECONDS);
            }
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }

        private void run(AgentCoreClient client, int number) {
            PythonResult result = client.run(PythonProgram.builder("print(%d ** 2)".formatted(number))
                    .label("run", String.valueOf(number))
                    .build());
            assertThat(result.orThrow().stdout()).isEqualTo(number * number + "\n");
            some.countDown();
        }
    }
}
