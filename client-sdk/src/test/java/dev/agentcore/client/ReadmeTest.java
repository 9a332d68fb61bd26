// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExamplesAreThoseThatCompile() throws IOException {
        String compiled = Files.readString(Path.of("src/test/java/dev/agentcore/client/ReadmeExample.java"));
        List<MatchResult> examples = JAVA.matcher(Files.readString(Path.of("../README.md")))
                .results()
                .toList();

        assertThat(examples).hasSize(2);
        assertThat(examples)
                .allSatisfy(example ->
                        assertThat(compiled).contains(example.group(1).indent(8)));
    }
}
