// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.testkit.Ended;
import java.io.IOException;
import java.nio.file.Path;

/** The folder of an example, in which its language's tools run. */
record ExampleFolder(Path path) {
    static ExampleFolder of(String language) {
        return new ExampleFolder(Path.of(System.getProperty("agent-core.examples"), language));
    }

    String file(String name) {
        return path.resolve(name).toString();
    }

    /** Runs a command there and waits for its end. */
    Ended run(String... command) throws IOException, InterruptedException {
        return Ended.of(new ProcessBuilder(command).directory(path.toFile()), "");
    }

    /** Runs a command there, which must succeed. */
    void mustRun(String... command) throws IOException, InterruptedException {
        Ended ended = run(command);
        assertThat(ended.exitCode())
                .as("%s: %s%s", String.join(" ", command), ended.stdout(), ended.stderr())
                .isZero();
    }

    /** Whether a command is installed and succeeds. */
    boolean runs(String... command) throws InterruptedException {
        try {
            return run(command).exitCode() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
