// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.execution.Limits;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.PythonProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Integers, sizes, hashes and the order of sets are those of a Linux server: thousands of expressions have the same value as
 * in the native Python that is built from the same source.
 */
class DataModelTest {
    /** Refuses what the guest's memory cannot hold; in KiB. */
    private static final int NATIVE_LIMIT = 3_000_000;

    private static final Path NATIVE = Path.of("../python-guest/target/guest/native-python");
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(5), Duration.ofMinutes(5), 1 << 30, 64 << 20);

    @TempDir
    static Path folder;

    private static List<String> expected = List.of();
    private static List<String> actual = List.of();

    @BeforeAll
    static void runBoth() throws IOException, InterruptedException {
        String program = program();
        Python.Run run = Python.run(PythonProgram.of(program), LIMITS);
        assertThat(run.stderr()).isEmpty();
        assertThat(run.result().outcome()).isEqualTo(Outcome.COMPLETED);
        actual = run.stdout().lines().toList();
        expected = runNative(program).lines().toList();
    }

    @Test
    void everyExpressionHasTheValueThatItHasNatively() {
        assertThat(actual).containsExactlyElementsOf(expected);
    }

    @Test
    void theExpressionsAreManyAndOfEveryKind() {
        assertThat(expected).hasSizeGreaterThan(5_000);
        assertThat(expected)
                .contains("sys.maxsize = 9223372036854775807", "struct.calcsize('P') * 8 = 64", "hash(-1) = -2")
                .contains("array.array('l').itemsize = 8", "len(range(9223372036854775807)) = 9223372036854775807")
                .contains("sys.getsizeof(object()) = 16", "'x' * 2305843009213693951 ! MemoryError: ");
        for (String kind : List.of("hash(", "sys.getsizeof(", "list({", "struct.", "array.", "len(range(", "'x' * ")) {
            assertThat(expected.stream().filter(each -> each.startsWith(kind)))
                    .as(kind)
                    .hasSizeGreaterThan(10);
        }
    }

    private static String program() throws IOException {
        try (InputStream in = DataModelTest.class.getResourceAsStream("data_model.py")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String runNative(String program) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("data_model.py"), program);
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -v " + NATIVE_LIMIT + " && exec \"$0\" -S \"$1\"",
                        NATIVE.toAbsolutePath().toString(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // As in the guest, whose snapshot has this seed.
        builder.environment().put("PYTHONHASHSEED", "0");
        int exitCode = builder.start().waitFor();
        String printed = Files.readString(output);
        assertThat(exitCode).as(printed).isZero();
        return printed;
    }
}
