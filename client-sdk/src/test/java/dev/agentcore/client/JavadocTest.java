// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentcore.client.fake.FakeAgentCore;
import dev.agentcore.client.fake.FakeRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The examples of the Javadoc are those that compile and run. */
@Timeout(60)
final class JavadocTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\R(.*?)\\R\\s*\\* \\}</pre>", Pattern.DOTALL);
    private static final Path SOURCES = Path.of("src/main/java/dev/agentcore/client");

    @TestFactory
    Stream<DynamicTest> everyExampleIsOneThatCompiles() throws IOException {
        String compiled = squeezed(read(Path.of("src/test/java/dev/agentcore/client/JavadocExamples.java")));
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            return sources.stream()
                    .flatMap(source -> EXAMPLE.matcher(read(source))
                            .results()
                            .map(example -> DynamicTest.dynamicTest(
                                    source.getFileName() + " at " + example.start(),
                                    () -> assertThat(compiled).contains(squeezed(example.group(1))))));
        }
    }

    @Test
    void theWaysToConsumeAllHaveOne() {
        Matcher examples = EXAMPLE.matcher(read(SOURCES.resolve("AgentCoreClient.java")));
        assertThat(examples.results()).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void theyRun() {
        PythonError error = new PythonError("ZeroDivisionError", "division by zero", "Traceback", OptionalInt.of(1));
        try (FakeAgentCore fake = FakeAgentCore.answering(program ->
                        program.code().equals("1/0") ? FakeRun.silent().raising(error) : FakeRun.printing("42\n"));
                AgentCoreClient client = fake.client()) {
            JavadocExamples.withAClient(client);
            assertThat(fake.programs()).hasSizeGreaterThanOrEqualTo(5);
            assertThatThrownBy(() -> JavadocExamples.fails(client)).isInstanceOf(PythonFailedException.class);
        }
        JavadocExamples.builds();
        JavadocExamples.buildsWithRetries();
        JavadocExamples.program();
        JavadocExamples.fakes();
        JavadocExamples.fakeRun();
    }

    /** Without white space, which is the formatter's, and without the stars of a comment. */
    private static String squeezed(String code) {
        return code.replaceAll("(?m)^\\s*\\* ?", "").replaceAll("\\s", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
