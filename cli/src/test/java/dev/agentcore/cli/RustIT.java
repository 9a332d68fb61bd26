// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("nightly")
final class RustIT extends ExampleClientContract {
    private static final ExampleFolder EXAMPLE = ExampleFolder.of("rust");

    @BeforeAll
    static void build() throws Exception {
        assumeTrue(EXAMPLE.runs("cargo", "--version"), "the example in Rust is not tested: cargo is not installed");
        assumeTrue(
                EXAMPLE.runs("cargo", "generate-lockfile", "--quiet"),
                "the example in Rust is not tested: its crates cannot be fetched");
        EXAMPLE.mustRun("./build");
    }

    @Test
    void theSourceIsFormatted() throws Exception {
        assumeTrue(EXAMPLE.runs("cargo", "fmt", "--version"), "rustfmt is not installed: its format is not checked");
        EXAMPLE.mustRun("cargo", "fmt", "--check");
    }

    @Override
    List<String> command() {
        return List.of(EXAMPLE.file("target/debug/run"));
    }

    @Override
    String wallTimeOf300Millis() {
        return "\"0.3s\"";
    }
}
