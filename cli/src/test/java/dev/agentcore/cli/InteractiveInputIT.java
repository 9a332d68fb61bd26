// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which standard input {@code run} sends to the program. */
@Timeout(120)
final class InteractiveInputIT {
    private static final String ECHO = "import sys; print(repr(sys.stdin.read()))";

    private static LocalServer server;

    @BeforeAll
    static void start() throws IOException {
        server = LocalServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPipeIsSent() {
        assertThat(run(false, "-c", ECHO)).isEqualTo("'typed\\n'\n");
    }

    @Test
    void aPipeIsSentWhateverTheProgramIsCalledOrContains() {
        assertThat(run(false, "-c", "print(open(0).read(), end='')")).isEqualTo("typed\n");
    }

    @Test
    void aTerminalIsNotRead() {
        assertThat(run(true, "-c", ECHO)).isEqualTo("''\n");
    }

    @Test
    void aTerminalIsReadInteractively() {
        assertThat(run(true, "-i", "-c", ECHO)).isEqualTo("'typed\\n'\n");
        assertThat(run(true, "--stdin", "-", "-c", ECHO)).isEqualTo("'typed\\n'\n");
    }

    private static String run(boolean terminal, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var streams = new Streams(new ByteArrayInputStream("typed\n".getBytes(UTF_8)), out, err, terminal);
        var command = new String[arguments.length + 3];
        command[0] = "run";
        command[1] = "--target";
        command[2] = server.target();
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        int exitCode = Main.commandLine(streams, LocalServer::start, Map.of()).execute(command);
        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(exitCode).isZero();
        return out.toString(UTF_8);
    }
}
