// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.testkit.Ended;
import dev.agentcore.testkit.FinishedJar;
import dev.agentcore.testkit.ServerProcess;
import dev.agentcore.testkit.Tokens;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that authenticates its callers, and its operator's commands; each in its own process. */
@Timeout(value = 300)
final class OperatorsIT {
    @TempDir
    private static Path folder;

    private static ServerProcess server;
    private static String target;

    @BeforeAll
    static void serve() throws Exception {
        Path tokens = Files.writeString(
                folder.resolve("tokens"), Tokens.line("alice", "alice-token") + Tokens.line("ops", "ops-token"));
        server = ServerProcess.start(
                Map.of("AGENT_CORE_ADMIN_OPERATORS", "ops"),
                List.of("-jar", FinishedJar.path()),
                "--set",
                "listen.socket=" + folder.resolve("socket"),
                "--set",
                "security.tokens=" + tokens);
        target = server.target();
        assertThat(target).isEqualTo("unix:" + folder.resolve("socket"));
    }

    @AfterAll
    static void end() throws InterruptedException {
        server.end();
    }

    @Test
    void aCallerNeedsItsToken() throws Exception {
        assertThat(run(Map.of(), "run", "--target", target, "-c", "print(1)"))
                .isEqualTo(new Ended(77, "", "agent-core: UNAUTHENTICATED: a bearer token is required\n"));
        assertThat(run(Map.of("AGENT_CORE_TOKEN", "alice-token"), "run", "--target", target, "-c", "print(1)"))
                .isEqualTo(new Ended(0, "1\n", ""));
        Path file = Files.writeString(folder.resolve("alice"), "alice-token\n");
        assertThat(run(Map.of(), "run", "--target", target, "--token-file", file.toString(), "-c", "print(2)"))
                .isEqualTo(new Ended(0, "2\n", ""));
    }

    @Test
    void aProbeNeedsNone() throws Exception {
        assertThat(run(Map.of(), "health", "--target", target)).isEqualTo(new Ended(0, "SERVING\n", ""));
    }

    @Test
    void theOperatorSeesWhatRunsAndStopsIt() throws Exception {
        Process endless = command(
                        Map.of("AGENT_CORE_TOKEN", "alice-token"),
                        "run",
                        "--target",
                        target,
                        "--label",
                        "job=endless",
                        "-c",
                        "print('begun')\nwhile True: pass")
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = endless.inputReader(UTF_8)) {
            assertThat(out.readLine()).isEqualTo("begun");
            Map<String, String> operator = Map.of("AGENT_CORE_TOKEN", "ops-token");
            List<String> rows =
                    run(operator, "ps", "--target", target).stdout().lines().toList();
            assertThat(rows).hasSize(2);
            assertThat(rows.getLast())
                    .matches("[0-9a-f-]{36}  running  +[0-9.]+ s  +[0-9.]+ s  +512 MiB  alice  +job=endless");
            String id = rows.getLast().substring(0, 36);
            assertThat(run(Map.of("AGENT_CORE_TOKEN", "alice-token"), "cancel", "--target", target, id))
                    .isEqualTo(new Ended(77, "", "agent-core: PERMISSION_DENIED: operator permission required\n"));
            assertThat(run(operator, "cancel", "--target", target, id)).isEqualTo(new Ended(0, "", ""));
            assertThat(endless.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(endless.exitValue()).isEqualTo(143);
            assertThat(run(operator, "cancel", "--target", target, id))
                    .isEqualTo(new Ended(
                            1, "", "agent-core: NOT_FOUND: no execution '" + id + "' is queued or running\n"));
        } finally {
            endless.destroyForcibly();
        }
    }

    private static ProcessBuilder command(Map<String, String> environment, String... arguments) {
        return FinishedJar.command(environment, List.of("-jar", FinishedJar.path()), arguments);
    }

    private static Ended run(Map<String, String> environment, String... arguments) throws Exception {
        return Ended.of(command(environment, arguments), "");
    }
}
