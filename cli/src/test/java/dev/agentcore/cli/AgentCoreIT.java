// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.testkit.Ended;
import dev.agentcore.testkit.FinishedJar;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, as {@code bin/agent-core} starts it: in its own process, with the real interpreter. */
@Timeout(120)
final class AgentCoreIT {
    @TempDir
    Path folder;

    @Test
    void runsAProgram() throws Exception {
        Ended run = run("", "run", "-c", "import sys; print(sys.version.split()[0]); print(sum(range(10**6)))");

        assertThat(run.stdout()).isEqualTo("3.13.15\n499999500000\n");
        assertThat(run.stderr()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void printsLinesWhileTheProgramRuns() throws Exception {
        Process process = start("run", "-c", "print('first')\nwhile True: pass");
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            // The program never ends: its line is not waiting for that.
            assertThat(lines.readLine()).isEqualTo("first");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTracebackGoesToStandardErrorAndTheExitCodeIsOne() throws Exception {
        Ended run = run("", "run", "-c", "1/0");

        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr()).isEqualTo("""
                        Traceback (most recent call last):
                          File "main.py", line 1, in <module>
                            1/0
                            ~^~
                        ZeroDivisionError: division by zero
                        """);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void theExitCodeIsTheProgramsOwn() throws Exception {
        Ended run = run("", "run", "-c", "import sys; print('x'); sys.exit(7)");

        assertThat(run.stdout()).isEqualTo("x\n");
        assertThat(run.exitCode()).isEqualTo(7);
    }

    @Test
    void aLimitIsSaidWithThePlaceThatTheProgramHadReached() throws Exception {
        Ended run = run("", "run", "--wall-time", "3s", "-c", "print('x')\nwhile True: pass");

        assertThat(run.stdout()).isEqualTo("x\n");
        assertThat(run.stderr()).matches("""
                agent-core: WALL_TIME_EXCEEDED: stopped after [0-9.]+ m?s \\(limit 3 s\\)
                agent-core: Traceback \\(most recent call last\\):
                agent-core:   File "main.py", line 2, in <module>
                """);
        assertThat(run.exitCode()).isEqualTo(124);
    }

    @Test
    void aMemoryHogGetsAMemoryError() throws Exception {
        Ended run = run("", "run", "--memory", "64MiB", "-c", "x = []\nwhile True: x.append(bytearray(1 << 20))");

        assertThat(run.stderr())
                .contains("MemoryError\n")
                .endsWith("agent-core: MEMORY_EXCEEDED: exceeded the memory limit (limit 64 MiB)\n");
        assertThat(run.exitCode()).isEqualTo(137);
    }

    @Test
    void twoRunsDrawDifferentRandomNumbers() throws Exception {
        String[] command = {"run", "-c", "import random; print(random.random())"};

        assertThat(run("", command).stdout()).isNotEqualTo(run("", command).stdout());
    }

    @Test
    void passesOnInputArgumentsAndFiles() throws Exception {
        Path data = Files.writeString(folder.resolve("data.txt"), "content");
        Path program = Files.writeString(
                folder.resolve("program.py"), "import sys\nprint(input(), sys.argv[1:], open('given.txt').read())");

        Ended run = run("a line\n", "run", "--file", "given.txt=" + data, program.toString(), "--", "x", "-y");

        assertThat(run.stdout()).isEqualTo("a line ['x', '-y'] content\n");
    }

    @Test
    void aServerServesUntilItIsStopped() throws Exception {
        Process server = start("serve", "--port", "0");
        try (BufferedReader log = server.errorReader(UTF_8)) {
            String target = listensAt(log);
            assertThat(run("", "health", "--target", target).exitCode()).isZero();
            String[] once = {"run", "--target", target, "--request-id", "one", "-c", "import uuid; print(uuid.uuid4())"
            };
            assertThat(run("", once).stdout()).isEqualTo(run("", once).stdout()).hasSize(37);
            assertThat(run("", "run", "--target", target, "-c", "print(6 * 7)").stdout())
                    .isEqualTo("42\n");
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(run("", "health", "--target", target).exitCode()).isNotZero();
        } finally {
            server.destroyForcibly();
        }
    }

    private static String listensAt(BufferedReader log) throws IOException {
        String line;
        while ((line = log.readLine()) != null) {
            var found = Pattern.compile("127\\.0\\.0\\.1:(\\d+)").matcher(line);
            if (found.find()) {
                return found.group();
            }
        }
        throw new AssertionError("the server ended before it listened");
    }

    private static Process start(String... arguments) throws IOException {
        return FinishedJar.command(arguments)
                .redirectInput(new File("/dev/null"))
                .start();
    }

    private static Ended run(String stdin, String... arguments) throws Exception {
        return Ended.of(FinishedJar.command(arguments), stdin);
    }
}
