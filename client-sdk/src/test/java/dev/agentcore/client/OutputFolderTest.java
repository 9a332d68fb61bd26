// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @Test
    void writesPiecesBelowItselfAndReplacesWhatIsThere() throws IOException {
        Path folder = temporary.resolve("new/folder");
        try (OutputFolder output = new OutputFolder(folder)) {
            output.write(piece("/workspace/a/b.txt", 0, 5, "old.."));
            output.write(piece("/workspace/a/b.txt", 0, 6, "one"));
            output.write(piece("/workspace/a/b.txt", 3, 6, "two"));
            output.write(piece("/tmp/empty", 0, 0, ""));
        }
        assertThat(folder.resolve("workspace/a/b.txt")).hasContent("onetwo");
        assertThat(folder.resolve("tmp/empty")).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../x", "/workspace/../../x", "x", "", "/", "/workspace//x", "/./x", "/x\0"})
    void refusesPathsThatAreNotBelowIt(String path) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("folder"));
        try (OutputFolder output = new OutputFolder(folder)) {
            assertThatThrownBy(() -> output.write(piece(path, 0, 1, "x"))).isInstanceOf(IOException.class);
        }
        assertThat(temporary).isDirectoryNotContaining("glob:**x");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writesThroughNoSymbolicLink() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("folder"));
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Path file = Files.writeString(elsewhere.resolve("file"), "kept");
        Files.createSymbolicLink(folder.resolve("workspace"), elsewhere);
        Files.createDirectory(folder.resolve("tmp"));
        Files.createSymbolicLink(folder.resolve("tmp/file"), file);
        try (OutputFolder output = new OutputFolder(folder)) {
            assertThatThrownBy(() -> output.write(piece("/workspace/file", 0, 1, "x")))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> output.write(piece("/tmp/file", 0, 1, "x")))
                    .isInstanceOf(IOException.class);
        }
        assertThat(file).hasContent("kept");
        assertThat(elsewhere).isDirectoryContaining("glob:**file");
    }

    @Test
    void leavesNothingThatIsNotWhole() throws IOException {
        try (OutputFolder output = new OutputFolder(temporary)) {
            output.write(piece("/workspace/cut", 0, 100, "x"));
            output.write(OutputFile.problem("/workspace/cut", 100, FileProblem.READER_TOO_SLOW));
            assertThat(temporary.resolve("workspace/cut")).doesNotExist();
            output.write(piece("/workspace/cut", 0, 100, "x"));
        }
        assertThat(temporary.resolve("workspace/cut")).doesNotExist();
    }

    private static OutputFile piece(String path, long offset, long size, String text) {
        return OutputFile.of(path, offset, size, text.getBytes(StandardCharsets.UTF_8));
    }
}
