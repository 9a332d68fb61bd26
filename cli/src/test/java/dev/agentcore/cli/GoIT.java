// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentcore.testkit.Ended;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

final class GoIT extends ExampleClientContract {
    private static final ExampleFolder EXAMPLE = ExampleFolder.of("go");

    @BeforeAll
    static void build() throws Exception {
        assumeTrue(EXAMPLE.runs("go", "version"), "the example in Go is not tested: go is not installed");
        Ended fetched = EXAMPLE.run("go", "mod", "download");
        assumeTrue(fetched.exitCode() == 0, "the example in Go is not tested: its modules: " + fetched.stderr());
        EXAMPLE.mustRun("go", "generate", ".");
        EXAMPLE.mustRun("go", "vet", "./...");
        EXAMPLE.mustRun("go", "build", "-o", "target/run", ".");
    }

    @Override
    List<String> command() {
        return List.of(EXAMPLE.file("target/run"));
    }

    @Override
    String wallTimeOf300Millis() {
        return "\"0.3s\"";
    }
}
