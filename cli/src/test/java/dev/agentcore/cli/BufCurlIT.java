// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentcore.testkit.Ended;
import dev.agentcore.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page of examples/buf-curl says, its own commands among it, at a real server. */
@Tag("nightly")
@Timeout(180)
final class BufCurlIT {
    private static final Path EXAMPLE = Path.of(System.getProperty("agent-core.examples"), "buf-curl");
    private static final Path ROOT = Path.of(System.getProperty("agent-core.examples"), "..");
    private static final Pattern COMMAND = Pattern.compile("(?m)(?<=\n\n)(?: {4}.*\n)+");

    private static ServerProcess server;
    private static String target;
    private static List<String> commands;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                bash("command -v npx").exitCode() == 0, "the example of buf curl is not tested: npx is not installed");
        Ended buf = bash("bin/buf --version");
        assumeTrue(buf.exitCode() == 0, "the example of buf curl is not tested: npx cannot fetch buf: " + buf.stderr());
        server = ServerProcess.start("--slots", "1");
        target = server.target();
        commands = COMMAND.matcher(Files.readString(EXAMPLE.resolve("README.md")))
                .results()
                .map(command -> command.group().replace("127.0.0.1:50051", target))
                .toList();
        assertThat(commands).hasSize(5);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void eventsAreStreamed() throws Exception {
        Ended ended = bash(commands.get(0));
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.stdout())
                .containsSubsequence(
                        "\"started\": {",
                        "\"executionId\":",
                        "\"data\": \"NDIK\"",
                        "\"outcome\": \"OUTCOME_COMPLETED\"");
    }

    @Test
    void outputIsShownAlone() throws Exception {
        assertThat(bash(commands.get(1)).stdout()).isEqualTo("0\n1\n2\n");
    }

    @Test
    void aProgramGetsItsInputItsArgumentsAndItsLimits() throws Exception {
        Ended ended = bash(commands.get(2));
        assertThat(ended.stdout()).contains("\"wallTime\": \"5s\"", "\"memoryBytes\": \"67108864\"");
        assertThat(bash("(" + commands.get(2) + ") | examples/buf-curl/printed").stdout())
                .isEqualTo("a line ['x']\n");
    }

    @Test
    void aProgramThatIsStoppedByALimitHasAResult() throws Exception {
        Ended ended = run("{\"code\": \"while True: pass\", \"limits\": {\"wallTime\": \"0.3s\"}}");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.stdout()).contains("\"outcome\": \"OUTCOME_WALL_TIME_EXCEEDED\"");
    }

    @Test
    void theDefinitionCanBeTheFilesOwn() throws Exception {
        try (ServerProcess silent = ServerProcess.start("--set", "admin.reflection=false")) {
            String there = silent.target();
            assertThat(bash(commands.get(0).replace(target, there)).stderr())
                    .as("by reflection")
                    .contains("failed to find service named \"agentcore.v1.ExecutionService\"");
            assertThat(bash(commands.get(3).replace(target, there)).stdout()).contains("\"data\": \"NDIK\"");
        }
    }

    @Test
    void aRejectedRequestIsExplained() throws Exception {
        String[] refusedAndConverted = commands.get(4).split("\n", 2);
        Ended refused = bash(refusedAndConverted[0]);
        assertThat(refused.exitCode()).as("INVALID_ARGUMENT, which is 3").isEqualTo(3 * 8);
        String detail = refusedAndConverted[1].replaceAll("(?s).*echo (\\S+?)=* \\|.*", "$1");
        assertThat(refused.stderr())
                .contains("limits.memory_bytes is 1; 33554432 to 1073741824 are allowed", '"' + detail + '"');
        assertThat(bash(refusedAndConverted[1]).stdout())
                .isEqualTo("{\"fieldViolations\":[{\"field\":\"limits.memory_bytes\","
                        + "\"description\":\"is 1; 33554432 to 1073741824 are allowed\"}]}");
    }

    @Test
    void anInterruptStopsTheProgramAndFreesTheSlot() throws Exception {
        String endless = "{\"code\": \"print('in the loop')\\nwhile True: pass\"}";
        // A session of its own is a process group, which is what Ctrl-C at a terminal interrupts.
        Process client = new ProcessBuilder("setsid", EXAMPLE.resolve("run").toString(), target, endless)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = client.inputReader(UTF_8)) {
            assertThat(lines.lines().anyMatch(line -> line.contains("\"data\"")))
                    .isTrue();
            assertThat(bash("kill -INT -- -" + client.pid()).exitCode()).isZero();
            assertThat(run("{\"code\": \"print('free')\"}").stdout()).contains("\"outcome\": \"OUTCOME_COMPLETED\"");
        } finally {
            client.descendants().forEach(ProcessHandle::destroyForcibly);
            client.destroyForcibly();
        }
    }

    private static Ended run(String request) throws IOException, InterruptedException {
        return Ended.of(new ProcessBuilder(EXAMPLE.resolve("run").toString(), target, request), "");
    }

    private static Ended bash(String command) throws IOException, InterruptedException {
        return Ended.of(new ProcessBuilder("bash", "-c", command).directory(ROOT.toFile()), "");
    }
}
