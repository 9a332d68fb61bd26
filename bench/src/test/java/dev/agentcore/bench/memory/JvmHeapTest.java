// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.bench.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class JvmHeapTest {
    private final Workspace workspace = new Workspace(Path.of("."));
    private final JvmHeap heap = new JvmHeap(workspace);

    @SuppressWarnings("NullAway.Init")
    private Process process;

    @SuppressWarnings("NullAway.Init")
    private BufferedReader said;

    @BeforeEach
    void start() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Holder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        process = new ProcessBuilder(
                        List.of(workspace.java().toString(), "-cp", classes.toString(), Holder.class.getName()))
                .start();
        said = process.inputReader(StandardCharsets.UTF_8);
        assertThat(said.readLine()).isEqualTo("holds " + Holder.BYTES);
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void countsWhatIsHeldAndNotWhatWasHeld() throws IOException, InterruptedException {
        assertThat(heap.collectMb(process.pid())).isBetween(100.0, 110.0);
        assertThat(heap.committedMb(process.pid())).isGreaterThan(100);

        process.outputWriter().append("0\n").flush();
        assertThat(said.readLine()).isEqualTo("holds 0");
        assertThat(heap.collectMb(process.pid())).isBetween(0.0, 10.0);
    }

    @Test
    void aProcessThatHasEndedDoesNotAnswer() throws InterruptedException {
        process.destroyForcibly().waitFor();
        assertThatThrownBy(() -> heap.collectMb(process.pid())).isInstanceOf(IOException.class);
    }

    /** A JVM that holds much memory until it is asked to release it. */
    static final class Holder {
        static final int BYTES = 100_000_000;

        private static byte[] held = {};

        private Holder() {}

        public static void main(String[] args) {
            held = new byte[BYTES];
            System.out.println("holds " + held.length);
            var commands = new Scanner(System.in, StandardCharsets.UTF_8);
            while (commands.hasNextLine()) {
                held = new byte[Integer.parseInt(commands.nextLine())];
                System.out.println("holds " + held.length);
            }
        }
    }
}
