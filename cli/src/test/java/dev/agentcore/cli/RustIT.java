// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentcore.testkit.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** There are no crates to build the example in Rust with: all that is held is that it parses. */
@Tag("nightly")
final class RustIT {
    private static final Path EXAMPLE = Path.of(System.getProperty("agent-core.examples"), "rust");

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
