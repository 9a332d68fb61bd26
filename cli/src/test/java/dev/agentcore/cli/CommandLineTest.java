// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found wrong before any server is asked. */
final class CommandLineTest {
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aCommandIsNeeded() {
        assertThat(execute()).isEqualTo(2);
        assertComplaint("a command is missing: run, serve, health, ps, cancel, config or version", "agent-core");
    }

    @Test
    void aProgramIsNeeded() {
        assertThat(execute("run")).isEqualTo(2);
        assertComplaint("a program is missing: FILE, - or -c CODE", "agent-core run");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThat(execute("run", "--nope", "-c", "pass")).isEqualTo(2);
        assertComplaint("Unknown option: '--nope'", "agent-core run");
    }

    @Test
    void aBadValueIsReportedWithItsOption() {
        assertThat(execute("run", "--wall-time", "soon", "-c", "pass")).isEqualTo(2);
        assertComplaint(
                "Invalid value for option '--wall-time': 'soon' is not a duration; write 500ms, 1.5s, 2m or 1h",
                "agent-core run");
    }

    @Test
    void aVariableNeedsAValue() {
        assertThat(execute("run", "--env", "HOME", "-c", "pass")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .startsWith("agent-core: Invalid value for option '--env'")
                .contains("NAME=VALUE");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(execute("run", "no/such.py")).isEqualTo(2);
        assertThat(err).hasToString("agent-core: no/such.py: no such file\n");
    }

    @Test
    void aFileMustBeUtf8(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("latin.py"), new byte[] {'#', (byte) 0xE9});
        assertThat(execute("run", file.toString())).isEqualTo(2);
        assertThat(err).hasToString("agent-core: " + file + " is not UTF-8\n");
    }

    @Test
    void standardInputIsEitherProgramOrInput() {
        assertThat(execute("run", "--stdin", "-", "-")).isEqualTo(2);
        assertComplaint("standard input cannot be both the program and its input", "agent-core run");
    }

    @Test
    void interactiveInputCannotBeTheProgramToo() {
        assertThat(execute("run", "-i", "-")).isEqualTo(2);
        assertComplaint("standard input cannot be both the program and its input", "agent-core run");
    }

    @Test
    void interactiveInputCannotBeAFile() {
        assertThat(execute("run", "--interactive", "--stdin", "data.txt", "-c", "pass"))
                .isEqualTo(2);
        assertComplaint("-i and --stdin FILE exclude each other", "agent-core run");
    }

    @Test
    void anImageNeedsAName() {
        assertThat(execute("run", "--image", "", "-c", "pass")).isEqualTo(2);
        assertComplaint("image must not be empty", "agent-core run");
    }

    @Test
    void aRefusedConnectionIsNotAnInternalError() {
        assertThat(execute("run", "--target", "127.0.0.1:1", "-c", "pass")).isEqualTo(69);
        assertThat(err.toString(UTF_8)).startsWith("agent-core: UNAVAILABLE: ").contains("Connection refused");
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
    }

    @Test
    void aServerThatDoesNotAnswerIsNotHealthy() {
        assertThat(execute("health", "--target", "127.0.0.1:1")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).startsWith("UNAVAILABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "serve", "health", "ps", "cancel", "config", "version"})
    void everyCommandExplainsItself(String command) {
        assertThat(execute(command, "--help")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Usage: agent-core " + command);
        assertThat(err.size()).isZero();
    }

    @Test
    void theExitCodesOfAServerAreDocumented() {
        assertThat(execute("serve", "--help")).isZero();
        assertThat(out.toString(UTF_8).lines().dropWhile(line -> !line.equals("Exit codes:")))
                .filteredOn(line -> line.matches("  ? ?[0-9].*"))
                .extracting(line -> line.strip().replaceFirst("  .*", ""))
                .as("each has a test in ServeIT or DrainIT")
                .containsExactly("0", "2", "69", "70", "129, 130, 143");
    }

    @Test
    void aWrongSettingIsReportedWithItsOrigin(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("agent.yaml"), "listen:\n  prot: 1\n");
        environment.put("AGENT_CORE_ENGINE_SLOTS", "none");
        assertThat(execute("serve", "--config", file.toString(), "--port", "65536", "--set", "mounts=x"))
                .isEqualTo(2);
        assertThat(err).hasToString("""
                agent-core: %s:2: there is no setting listen.prot; did you mean listen.port?
                agent-core: --port: listen.port: '65536' is out of range; 0 to 65535 are allowed
                agent-core: AGENT_CORE_ENGINE_SLOTS: engine.slots: 'none' is not a number
                agent-core: --set: mounts: 'x' is not a mount; write /data=/srv/data
                """.formatted(file));
    }

    @Test
    void theConfigurationIsPrintedWithItsOrigins(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("agent.yaml"), "limits:\n  max: {memory: 512MiB}\n");
        environment.put("AGENT_CORE_CONFIG", file.toString());
        environment.put("WASI_TIMEOUT_SECONDS", "60");
        assertThat(execute("config", "print", "--no-warm-up")).isZero();
        assertThat(out.toString(UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "listen.port: 50051 # default",
                        "limits.default.wall-time: 1m # WASI_TIMEOUT_SECONDS",
                        "limits.max.memory: 512 MiB # " + file + ":2",
                        "lifecycle.warm-up: 0s # --no-warm-up");
    }

    @Test
    void aFormerSettingIsReportedByBothNames() {
        environment.put("AGENT_CORE_LIFE_DRAIN_PATIENCE", "1s");
        assertThat(execute("config", "print")).isZero();
        assertThat(out.toString(UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .contains("lifecycle.drain-timeout: 1s # AGENT_CORE_LIFE_DRAIN_PATIENCE");
        assertThat(err).hasToString("""
                agent-core: the variable AGENT_CORE_LIFE_DRAIN_PATIENCE is deprecated, and the next version will not read it;\
                 use AGENT_CORE_LIFECYCLE_DRAIN_TIMEOUT
                """);
    }

    private void assertComplaint(String message, String command) {
        assertThat(err).hasToString("agent-core: " + message + "\nagent-core: try '" + command + " --help'\n");
    }

    private int execute(String... args) {
        Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), out, err, false);
        return Main.commandLine(
                        streams,
                        () -> {
                            throw new AssertionError("no server should be started");
                        },
                        environment)
                .execute(args);
    }
}
