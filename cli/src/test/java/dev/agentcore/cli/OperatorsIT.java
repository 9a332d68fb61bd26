package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that knows its callers, and what its operator does with it; each in a process of its own. */
@Timeout(value = 300)
final class OperatorsIT {
    @TempDir
    private static Path folder;

    private static Process server;
    private static String target;

    @BeforeAll
    static void serve() throws Exception {
        Path tokens = Files.writeString(
                folder.resolve("tokens"), "alice " + sha256("alice-token") + "\nops " + sha256("ops-token") + "\n");
        target = "unix:" + folder.resolve("socket");
        server = start(
                Map.of("AGENT_CORE_ADMIN_OPERATORS", "ops"),
                "serve",
                "--no-warm-up",
                "--set",
                "listen.socket=" + folder.resolve("socket"),
                "--set",
                "security.tokens=" + tokens);
        try (BufferedReader out = server.inputReader(UTF_8)) {
            assertThat(out.readLine()).isEqualTo("agent-core serves on " + target);
        }
    }

    @AfterAll
    static void end() throws InterruptedException {
        server.destroy();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCallerNeedsItsToken() throws Exception {
        assertThat(run(Map.of(), "run", "--target", target, "-c", "print(1)"))
                .isEqualTo(new Finished(77, "", "agent-core: UNAUTHENTICATED: a bearer token is needed\n"));
        assertThat(run(Map.of("AGENT_CORE_TOKEN", "alice-token"), "run", "--target", target, "-c", "print(1)"))
                .isEqualTo(new Finished(0, "1\n", ""));
        Path file = Files.writeString(folder.resolve("alice"), "alice-token\n");
        assertThat(run(Map.of(), "run", "--target", target, "--token-file", file.toString(), "-c", "print(2)"))
                .isEqualTo(new Finished(0, "2\n", ""));
    }

    @Test
    void aProbeNeedsNone() throws Exception {
        assertThat(run(Map.of(), "health", "--target", target)).isEqualTo(new Finished(0, "SERVING\n", ""));
    }

    @Test
    void theOperatorSeesWhatRunsAndStopsIt() throws Exception {
        Process endless = start(
                Map.of("AGENT_CORE_TOKEN", "alice-token"),
                "run",
                "--target",
                target,
                "--label",
                "job=endless",
                "-c",
                "print('begun')\nwhile True: pass");
        try (BufferedReader out = endless.inputReader(UTF_8)) {
            assertThat(out.readLine()).isEqualTo("begun");
            Map<String, String> operator = Map.of("AGENT_CORE_TOKEN", "ops-token");
            List<String> rows =
                    run(operator, "ps", "--target", target).stdout().lines().toList();
            assertThat(rows).hasSize(2);
            assertThat(rows.getLast())
                    .matches("[0-9a-f-]{36}  running  +[0-9.]+ s  +[0-9.]+ s  +256 MiB  alice  +job=endless");
            String id = rows.getLast().substring(0, 36);
            assertThat(run(Map.of("AGENT_CORE_TOKEN", "alice-token"), "cancel", "--target", target, id))
                    .isEqualTo(new Finished(77, "", "agent-core: PERMISSION_DENIED: this is for operators only\n"));
            assertThat(run(operator, "cancel", "--target", target, id)).isEqualTo(new Finished(0, "", ""));
            assertThat(endless.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(endless.exitValue()).isEqualTo(143);
            assertThat(run(operator, "cancel", "--target", target, id))
                    .isEqualTo(new Finished(
                            1, "", "agent-core: NOT_FOUND: no execution '" + id + "' waits or runs here\n"));
        } finally {
            endless.destroyForcibly();
        }
    }

    private static String sha256(String token) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        return "sha256:" + HexFormat.of().formatHex(hash);
    }

    private static Process start(Map<String, String> environment, String... arguments) throws IOException {
        return start(Files.createTempFile(folder, "stderr", ""), environment, arguments);
    }

    private static Process start(Path errors, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + System.getProperty("agent-core.jvm-options"),
                "-jar",
                System.getProperty("agent-core.jar")));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.redirectError(errors.toFile()).start();
    }

    private static Finished run(Map<String, String> environment, String... arguments) throws Exception {
        Path errors = Files.createTempFile(folder, "stderr", "");
        Process process = start(errors, environment, arguments);
        process.getOutputStream().close();
        String stdout = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Finished(process.waitFor(), stdout, Files.readString(errors));
    }

    private record Finished(int exitCode, String stdout, String stderr) {}
}
