// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonResult;
import dev.agentcore.testkit.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The image started from its tar, without a container engine. */
@Timeout(300)
final class ImageStartIT {
    private static final Duration START = Duration.ofSeconds(60);

    /** A heap for this machine, whose memory others use too: with room for what a program may ask for. */
    private static final String HEAP = "-Xmx3g";

    private static final String ONE_RUNS = "agentcore_slots_used\\{.*\\} 1\\.0";

    private static Image image;
    private static Path files;

    @BeforeAll
    static void unpack() throws Exception {
        Image.assumeMade();
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "the image is not started: only root can change to its files as another user");
        image = Image.read();
        files = Files.createTempDirectory("agent-core-image");
        // chroot's other user has to get there.
        assertThat(files.toFile().setExecutable(true, false)).isTrue();
        assertThat(files.toFile().setReadable(true, false)).isTrue();
        image.unpack(files);
    }

    @AfterAll
    static void remove() throws Exception {
        if (files != null) {
            assertThat(new ProcessBuilder("rm", "-rf", "--one-file-system", files.toString())
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
        }
    }

    @Test
    void aServerBecomesReadyRunsProgramsAndDrains() throws Exception {
        int port = FreePort.find();
        int metrics = FreePort.find();
        var environment = new HashMap<>(Map.of(
                "JDK_JAVA_OPTIONS",
                HEAP,
                "AGENT_CORE_LISTEN_PORT",
                String.valueOf(port),
                "AGENT_CORE_LIFECYCLE_WARM_UP",
                "5s",
                "AGENT_CORE_LOG_FORMAT",
                "json",
                "METRICS_PORT",
                String.valueOf(metrics)));
        String target = "127.0.0.1:" + port;
        try (Container server = Container.start(
                        image, files, environment, image.configured("Cmd").toArray(String[]::new));
                AgentCoreClient client = AgentCoreClient.connect(target)) {
            List<String> said = new ArrayList<>();
            await().atMost(START).pollDelay(Duration.ZERO).until(() -> {
                assertThat(server.runs()).as(server.log()).isTrue();
                said.add(health(target));
                return said.getLast().equals("SERVING\n");
            });
            assertThat(said).contains("NOT_SERVING\n");
            assertThat(server.out()).isEqualTo("agent-core serves on " + target + "\n");

            PythonResult result = client.run("import sys; print(sum(range(10**6)), sys.platform)");
            assertThat(result.stdout()).isEqualTo("499999500000 wasi\n");
            assertThat(metrics(metrics)).contains("agentcore_slots ");

            CompletableFuture<PythonResult> last = CompletableFuture.supplyAsync(
                    () -> client.run("import time; print('begun', flush=True); time.sleep(3); print('ended')"));
            await().atMost(START).until(() -> metrics(metrics).lines().anyMatch(line -> line.matches(ONE_RUNS)));
            server.terminate();
            assertThat(last.get().stdout()).isEqualTo("begun\nended\n");
            assertThat(last.get().outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(server.exitCode()).isZero();
            assertThat(server.log()).contains("\"message\":").doesNotContain("WARN", "warning", "ERROR", "Exception");
        }
    }

    @Test
    void aProgramsExitCodeAndLettersOfAllKindsPass() throws Exception {
        try (Container run = Container.start(
                image,
                files,
                Map.of("JDK_JAVA_OPTIONS", HEAP),
                "run",
                "-c",
                "print('h\u00e9 \u4e2d'); raise SystemExit(7)")) {
            assertThat(run.exitCode()).as(run.log()).isEqualTo(7);
            assertThat(run.out()).isEqualTo("h\u00e9 \u4e2d\n");
        }
    }

    @Test
    void itUsesItsCacheWhateverTheCollectorIsButNotWithZ() throws Exception {
        for (String collector : List.of("G1", "Serial", "Parallel")) {
            try (Container version = startWithCacheOrNotAtAll(collector)) {
                assertThat(version.exitCode()).as(version.log()).isZero();
            }
        }
        try (Container version = startWithCacheOrNotAtAll("Z")) {
            assertThat(version.exitCode()).isNotZero();
        }
    }

    private static Container startWithCacheOrNotAtAll(String collector) throws IOException {
        String options = HEAP + " -XX:AOTMode=on -XX:+Use" + collector + "GC";
        return Container.start(image, files, Map.of("JDK_JAVA_OPTIONS", options), "version");
    }

    @Test
    void nettysNativeCodeIsThereThoughNothingCanBeWritten() throws Exception {
        assertThat(health("127.0.0.1:" + FreePort.find())).contains("error(-111)");
    }

    @Test
    void itsJvmTrustsTheWorldsAuthorities() throws Exception {
        assertThat(Files.size(files.resolve("opt/java/lib/security/cacerts"))).isGreaterThan(100_000);
    }

    /** What the health check of {@code deploy/Dockerfile} prints. */
    private static String health(String target) throws Exception {
        var command = new ArrayList<>(image.configured("Entrypoint"));
        command.set(1, "@/opt/agent-core/health.options");
        try (Container health =
                Container.exec(image, files, Map.of(), command, List.of("health", "--target", target))) {
            int code = health.exitCode();
            assertThat(code == 0).as(health.log()).isEqualTo(health.out().equals("SERVING\n"));
            return health.out();
        }
    }

    private static String metrics(int port) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString(UTF_8))
                    .body();
        }
    }
}
