// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import dev.agentcore.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server whose programs run in worker processes, and what becomes of it when they are killed, stopped or looked at. */
@Timeout(180)
final class WorkersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int RUNS = 40;

    private static ServerProcess start() throws IOException {
        return ServerProcess.start(
                "--set", "engine.isolation=process", "--set", "engine.slots=4", "--set", "engine.queue.max-wait=60s");
    }

    /** Workers, the spare one among them, that have confined themselves. */
    private static List<ProcessHandle> workers(ServerProcess server) {
        return ProcessHandle.of(server.pid()).stream()
                .flatMap(ProcessHandle::children)
                .filter(each -> status(each).getOrDefault("Seccomp", "").equals("2"))
                .toList();
    }

    private static List<ProcessHandle> awaitWorkers(ServerProcess server, int count) {
        return await().atMost(PATIENCE).until(() -> workers(server), found -> found.size() == count);
    }

    private static Map<String, String> status(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.map(line -> line.split(":\\s*", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].strip(), (first, second) -> first));
        } catch (IOException ended) {
            return Map.of();
        }
    }

    private static void signal(String signal, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    @Test
    void aWorkerHasNothingThatItDoesNotNeed() throws Exception {
        try (ServerProcess server = start();
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            assertThat(client.run("print('hello')").stdout()).isEqualTo("hello\n");
            for (ProcessHandle worker : awaitWorkers(server, 2)) {
                Path process = Path.of("/proc", Long.toString(worker.pid()));
                assertThat(Files.readString(process.resolve("environ")).split("\0"))
                        .containsExactly("LC_ALL=C.UTF-8");
                assertThat(status(worker))
                        .containsEntry("NoNewPrivs", "1")
                        .containsEntry("Seccomp", "2")
                        .containsEntry("CapEff", "0000000000000000")
                        .containsEntry("CapPrm", "0000000000000000");
                try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
                    assertThat(descriptors.map(WorkersIT::target))
                            .allMatch(
                                    target -> target.matches(
                                            "pipe:.*|/memfd:.*|/dev/u?random|/proc/\\d+/pagemap|.*/lib/modules|.*\\.jar|.*\\.cwasm"));
                }
            }
            server.end();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    @Test
    void workersEndWithTheirServerHoweverItEnds() throws Exception {
        for (String signal : List.of("TERM", "KILL")) {
            List<ProcessHandle> workers;
            try (ServerProcess server = start();
                    AgentCoreClient client = AgentCoreClient.connect(server.target())) {
                assertThat(client.run("print('hello')").stdout()).isEqualTo("hello\n");
                workers = awaitWorkers(server, 2);
                signal(signal, ProcessHandle.of(server.pid()).orElseThrow());
                server.exitCode();
            }
            await().atMost(PATIENCE).until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    /** None is lost without a word, and none runs twice: it would print its beginning twice. */
    @Test
    void whateverHappensToWorkersEachRunEndsAndIsWhatItShouldBe() throws Exception {
        try (ServerProcess server = start();
                AgentCoreClient client = AgentCoreClient.connect(server.target())) {
            assertThat(client.run("print('hello')").stdout()).isEqualTo("hello\n");
            for (String signal : List.of("KILL", "SEGV", "STOP")) {
                List<CompletableFuture<PythonResult>> runs = new ArrayList<>();
                for (int i = 0; i < RUNS; i++) {
                    runs.add(client.runAsync(counting(i)));
                }
                Thread.sleep(300);
                for (ProcessHandle worker : awaitWorkers(server, 2)) {
                    signal(signal, worker);
                }
                Map<Outcome, Long> outcomes = runs.stream()
                        .map(CompletableFuture::join)
                        .collect(Collectors.groupingBy(PythonResult::outcome, Collectors.counting()));
                for (int i = 0; i < RUNS; i++) {
                    PythonResult result = runs.get(i).join();
                    String whole = counted(i);
                    assertThat(whole).startsWith(result.stdout());
                    assertThat(result.stdout().equals(whole) || result.outcome() == Outcome.SANDBOX_LOST)
                            .isTrue();
                }
                assertThat(outcomes).containsOnlyKeys(Outcome.COMPLETED, Outcome.SANDBOX_LOST);
                assertThat(client.run("print('next')").stdout()).isEqualTo("next\n");
                awaitWorkers(server, 2);
            }
            server.end();
        }
    }

    private static PythonProgram counting(int run) {
        return PythonProgram.builder("""
                        import time
                        print("run %d")
                        for number in range(20):
                            print(number)
                            time.sleep(0.01)
                        """.formatted(run)).build();
    }

    private static String counted(int run) {
        return "run " + run + "\n"
                + IntStream.range(0, 20).mapToObj(number -> number + "\n").collect(Collectors.joining());
    }
}
