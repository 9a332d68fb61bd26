package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found wrong before any server is asked. */
final class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aCommandIsNeeded() {
        assertThat(execute()).isEqualTo(2);
        assertComplaint("a command is missing: run, serve, health or version", "agent-core");
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
    void aBadValueIsToldWithItsOption() {
        assertThat(execute("run", "--wall-time", "soon", "-c", "pass")).isEqualTo(2);
        assertComplaint(
                "Invalid value for option '--wall-time': 'soon' is no duration; write 500ms, 1.5s, 2m or 1h",
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
        assertThat(err).hasToString("agent-core: " + file + " is not in UTF-8\n");
    }

    @Test
    void standardInputIsEitherProgramOrInput() {
        assertThat(execute("run", "--stdin", "-", "-")).isEqualTo(2);
        assertComplaint("standard input cannot be program and input at once", "agent-core run");
    }

    @Test
    void nobodyListensIsNotADefect() {
        assertThat(execute("run", "--target", "127.0.0.1:1", "-c", "pass")).isEqualTo(69);
        assertThat(err.toString(UTF_8)).startsWith("agent-core: UNAVAILABLE: ").contains("Connection refused");
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
    }

    @Test
    void whoDoesNotAnswerIsNotHealthy() {
        assertThat(execute("health", "--target", "127.0.0.1:1")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).startsWith("UNAVAILABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "serve", "health", "version"})
    void everyCommandExplainsItself(String command) {
        assertThat(execute(command, "--help")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Usage: agent-core " + command);
        assertThat(err.size()).isZero();
    }

    private void assertComplaint(String message, String command) {
        assertThat(err).hasToString("agent-core: " + message + "\nagent-core: try '" + command + " --help'\n");
    }

    private int execute(String... args) {
        Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), out, err, false);
        return Main.commandLine(streams, () -> {
                    throw new AssertionError("no server should be started");
                })
                .execute(args);
    }
}
