// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PythonProgramTest {
    @Test
    void codeAloneIsAProgram() {
        PythonProgram program = PythonProgram.of("pass");

        assertThat(program.code()).isEqualTo("pass");
        assertThat(program.args()).isEmpty();
        assertThat(program.env()).isEmpty();
        assertThat(program.stdin().hasRemaining()).isFalse();
        assertThat(program.files()).isEmpty();
        assertThat(program.labels()).isEmpty();
        assertThat(program.resultFormat()).isEqualTo(ResultFormat.NONE);
        assertThat(program.wallTime()).isEmpty();
        assertThat(program.cpuTime()).isEmpty();
        assertThat(program.memoryBytes()).isEmpty();
        assertThat(program.outputBytes()).isEmpty();
        assertThat(program.threads()).isEmpty();
        assertThat(program.requestId()).isEmpty();
        assertThat(program.image()).isEmpty();
    }

    @Test
    void whatChangesAfterwardsDoesNotReachIt() {
        byte[] bytes = {1, 2};
        PythonProgram.Builder builder =
                PythonProgram.builder("pass").stdin(bytes).file("f", bytes).args("a");
        PythonProgram program = builder.build();
        bytes[0] = 9;
        builder.args("b").env("K", "V").file("g", "text");

        assertThat(program.stdin().get(0)).isEqualTo((byte) 1);
        assertThat(program.files().get(0).content().get(0)).isEqualTo((byte) 1);
        assertThat(program.args()).containsExactly("a");
        assertThat(program.env()).isEmpty();
        assertThat(program.files()).hasSize(1);
        assertThatThrownBy(() -> program.env().put("K", "V")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(program.stdin().isReadOnly()).isTrue();
    }

    @Test
    void aCopyHasItAllAndCanDiffer() {
        PythonProgram program = PythonProgram.builder("pass")
                .args("a")
                .env("K", "V")
                .stdin("in")
                .file("f", "text")
                .label("tenant", "t")
                .resultFormat(ResultFormat.JSON)
                .wallTime(Duration.ofSeconds(1))
                .cpuTime(Duration.ofSeconds(2))
                .memoryBytes(3)
                .outputBytes(4)
                .requestId("r")
                .image("data")
                .build();

        PythonProgram copy = program.toBuilder().file("f", "other").build();

        assertThat(copy).usingRecursiveComparison().ignoringFields("files").isEqualTo(program);
        assertThat(UTF_8.decode(copy.files().get(0).content()).toString()).isEqualTo("other");
    }

    @Test
    void aFileOfThisMachineIsReadAtOnce(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("data.csv"), "1,2");
        PythonProgram program =
                PythonProgram.builder("pass").file("in/data.csv", source).build();
        Files.delete(source);

        assertThat(program.files().get(0).path()).isEqualTo("in/data.csv");
        assertThat(UTF_8.decode(program.files().get(0).content()).toString()).isEqualTo("1,2");
        assertThatThrownBy(() -> PythonProgram.builder("pass").file("x", source))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("data.csv");
    }

    @Test
    void limitsThatAreNotPositiveAreRejected() {
        PythonProgram.Builder builder = PythonProgram.builder("pass");

        assertThatThrownBy(() -> builder.wallTime(Duration.ZERO)).hasMessage("wallTime must be positive: PT0S");
        assertThatThrownBy(() -> builder.cpuTime(Duration.ofSeconds(-1))).hasMessage("cpuTime must be positive: PT-1S");
        assertThatThrownBy(() -> builder.memoryBytes(0)).hasMessage("memoryBytes must be positive: 0");
        assertThatThrownBy(() -> builder.outputBytes(-5)).hasMessage("outputBytes must be positive: -5");
        assertThatThrownBy(() -> builder.threads(0)).hasMessage("threads must be positive: 0");
        assertThatThrownBy(() -> builder.image("")).hasMessage("image must not be empty");
    }

    @Test
    void halfASurrogatePairIsRejectedAndAWholeOneIsNot() {
        assertThat(PythonProgram.of("print('🐍')").code()).contains("🐍");
        assertThatThrownBy(() -> PythonProgram.of("x = '\uD83D'"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("code: unpaired surrogate U+D83D at index 5");
        assertThatThrownBy(() -> PythonProgram.builder("pass").args("ok", "\uDC0D\uD83D"))
                .hasMessage("args: unpaired surrogate U+DC0D at index 0");
        assertThatThrownBy(() -> PythonProgram.builder("pass").env("K", "\uDC0D"))
                .hasMessageContaining("env");
    }
}
