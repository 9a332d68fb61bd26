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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ProgramSourceTest {
    private final Streams streams = new Streams(
            new ByteArrayInputStream("from stdin".getBytes(UTF_8)),
            new ByteArrayOutputStream(),
            new ByteArrayOutputStream(),
            false);

    @Test
    void codeOnTheCommandLine() throws InterruptedException {
        ProgramSource source = parse("-c", "@property\n", "--", "a", "-b", "--");

        assertThat(source.read(streams)).isEqualTo("@property\n");
        assertThat(source.args()).containsExactly("a", "-b", "--");
        assertThat(source.isStandardInput()).isFalse();
    }

    @Test
    void emptyCodeIsAProgramToo() {
        assertThat(parse("-c", "").isMissing()).isFalse();
        assertThat(parse().isMissing()).isTrue();
    }

    @Test
    void aFileWithOrWithoutMark(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("main.py"), "\uFEFFprint('é')");
        ProgramSource source = parse(file.toString(), "--", "x");

        assertThat(source.read(streams)).isEqualTo("print('é')");
        assertThat(source.args()).containsExactly("x");
    }

    @Test
    void standardInput() throws InterruptedException {
        ProgramSource source = parse("-", "a");

        assertThat(source.isStandardInput()).isTrue();
        assertThat(source.read(streams)).isEqualTo("from stdin");
        assertThat(source.args()).containsExactly("a");
    }

    private static ProgramSource parse(String... words) {
        RunCommandLine commandLine = new RunCommandLine();
        new CommandLine(commandLine).setExpandAtFiles(false).parseArgs(words);
        return commandLine.source;
    }

    /** A command that has nothing else. */
    private static final class RunCommandLine {
        @CommandLine.Mixin
        private final ProgramSource source = new ProgramSource();
    }
}
