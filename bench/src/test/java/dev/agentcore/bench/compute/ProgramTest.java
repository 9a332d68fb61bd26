// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.bench.NativePython;
import dev.agentcore.bench.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProgramTest {
    private static final Workspace WORKSPACE = new Workspace(Path.of(".."));

    private final NativePython python = new NativePython(WORKSPACE.nativePython());

    static List<Program> programs() throws IOException {
        return Program.of(WORKSPACE.bench().resolve("programs"));
    }

    @Test
    void thereAreAsManyAsPromised() throws IOException {
        assertThat(programs()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void returnsTheExpectedValueForEachSize(Program program) throws Exception {
        for (Size size : Size.values()) {
            Measurement measured = Measurement.parse(python.run(program.measured(size, Duration.ZERO)));

            assertThat(measured.calls()).isZero();
            assertThat(measured.steady()).isEqualTo(measured.first());
        }
    }

    @Test
    void isRepeatedForAsLongAsAsked() throws Exception {
        Program program = new Program("sum", "def run(n):\n    return sum(range(n))\n\n\nFULL = 5, 10\n");

        Measurement measured = Measurement.parse(python.run(program.measured(Size.FULL, Duration.ofMillis(50))));

        assertThat(measured.calls()).isPositive();
        assertThat(measured.spent()).isGreaterThan(0.05);
        assertThat(measured.steady()).isLessThan(measured.first());
        assertThat(measured.python()).startsWith("3.13.");
    }

    @Test
    void failsIfAValueIsNotTheExpectedOne() {
        Program program = new Program("wrong", "def run(n):\n    return n\n\n\nFULL = 1, 2\n");

        assertThatThrownBy(() -> python.run(program.measured(Size.FULL, Duration.ZERO)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void failsIfALaterValueIsNotTheExpectedOne() {
        Program program = new Program(
                "forgetful", "seen = []\n\n\ndef run(n):\n    seen.append(n)\n    return len(seen)\n\n\nFULL = 1, 1\n");

        assertThatThrownBy(() -> python.run(program.measured(Size.FULL, Duration.ofMillis(10))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void keepsEveryLetterOfItsSource() throws Exception {
        String letters = "'a\"b\\'\\\\c\\n<&\u2028\ud83d\ude00%s'";
        String source = "def run(n):\n    return [ord(letter) for letter in " + letters + "]\n\n\n"
                + "FULL = 0, [97, 34, 98, 39, 92, 99, 10, 60, 38, 0x2028, 0x1F600, 37, 115]\n";

        String printed = python.run(new Program("letters", source).measured(Size.FULL, Duration.ZERO));

        assertThat(Measurement.parse(printed).calls()).isZero();
    }
}
