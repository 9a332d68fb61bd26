// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class NodeIT extends ExampleClientContract {
    private static final ExampleFolder EXAMPLE = ExampleFolder.of("node");

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(
                EXAMPLE.runs("node", "--version") && EXAMPLE.runs("npm", "--version"),
                "the example in Node is not tested: node and npm are not installed");
        if (!isInstalled()) {
            EXAMPLE.mustRun("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }
    }

    @Override
    List<String> command() {
        return List.of("node", EXAMPLE.file("run.js"));
    }

    @Override
    String wallTimeOf300Millis() {
        return "{\"nanos\": 300000000}";
    }

    @Test
    void theTypesHoldForTypeScript() throws Exception {
        EXAMPLE.mustRun("npm", "run", "--silent", "check");
    }

    private static boolean isInstalled() throws IOException {
        Path installed = Path.of(EXAMPLE.file("node_modules/.package-lock.json"));
        Path wanted = Path.of(EXAMPLE.file("package-lock.json"));
        return Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) >= 0;
    }
}
