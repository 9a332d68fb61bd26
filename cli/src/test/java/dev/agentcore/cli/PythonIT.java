// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentcore.testkit.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PythonIT extends ExampleClientContract {
    private static final ExampleFolder EXAMPLE = ExampleFolder.of("python");
    private static final String PYTHON = EXAMPLE.file("target/venv/bin/python3");

    @BeforeAll
    static void install() throws Exception {
        Ended installed = EXAMPLE.run(EXAMPLE.file("install"));
        assumeTrue(installed.exitCode() == 0, "the example in Python is not tested: " + installed.stderr());
    }

    /** Python's own doctest runs what its page shows at the prompt. */
    @Test
    void thePromptOnItsPageIsRight() throws Exception {
        String page = Files.readString(Path.of(EXAMPLE.file("README.md"))).replace("127.0.0.1:50051", target());
        Path copy = Files.writeString(folder.resolve("README.md"), page);
        assertThat(EXAMPLE.run(PYTHON, "-B", "-m", "doctest", copy.toString())).isEqualTo(new Ended(0, "", ""));
        assertThat(page).contains(">>> ");
    }

    @Override
    List<String> command() {
        return List.of(PYTHON, "-B", EXAMPLE.file("run.py"));
    }

    @Override
    String wallTimeOf300Millis() {
        return "\"0.3s\"";
    }
}
