// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server whose heap has no room for all programs that it could run at a time, with all they may have. */
@Timeout(120)
final class SmallHeapIT {
    private static final int SLOTS = 4;
    private static final long MEMORY = 64 << 20;

    /** Takes all memory there is, holds it for a while, and wants more. */
    private static final PythonProgram HOG =
            PythonProgram.builder("""
                    import time
                    held = []
                    try:
                        while True:
                            held.append(bytearray(1 << 20))
                    except MemoryError:
                        print(len(held) > 30)
                        time.sleep(0.2)
                        held.append(bytearray(64 << 20))
                    """).memoryBytes(MEMORY).build();

    @Test
    void asManyHogsAsThereAreSlotsAllGetWhatTheyMayHaveAndTheServerLives() throws Exception {
        Process server = start();
        try (BufferedReader log = server.errorReader(UTF_8)) {
            String target = found("127\\.0\\.0\\.1:\\d+", log);
            try (AgentCoreClient client = AgentCoreClient.connect(target)) {
                for (int round = 0; round < 3; round++) {
                    for (PythonResult result : atOnce(client, 2 * SLOTS)) {
                        assertThat(result.outcome()).isEqualTo(Outcome.MEMORY_EXCEEDED);
                        assertThat(result.stdout()).isEqualTo("True\n");
                    }
                    assertThat(client.run("print('hello')").stdout()).isEqualTo("hello\n");
                }
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static List<PythonResult> atOnce(AgentCoreClient client, int count) {
        try (var threads = Executors.newFixedThreadPool(count)) {
            List<CompletableFuture<PythonResult>> runs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                runs.add(CompletableFuture.supplyAsync(() -> client.run(HOG), threads));
            }
            return runs.stream().map(CompletableFuture::join).toList();
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + System.getProperty("agent-core.jvm-options"),
                        "-Xmx640m",
                        "-jar",
                        System.getProperty("agent-core.jar"),
                        "serve",
                        "--no-warm-up",
                        "--port",
                        "0",
                        "--slots",
                        String.valueOf(SLOTS))
                .start();
    }

    private static String found(String pattern, BufferedReader log) throws IOException {
        String line;
        while ((line = log.readLine()) != null) {
            Matcher matcher = Pattern.compile(pattern).matcher(line);
            if (matcher.find()) {
                return matcher.group();
            }
        }
        throw new AssertionError("the server ended before it listened");
    }
}
