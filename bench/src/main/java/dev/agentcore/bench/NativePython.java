// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The native Python of the same build: a process for each program, without a sandbox. */
public final class NativePython {
    private final Path executable;

    /** Runs {@code executable}. */
    public NativePython(Path executable) {
        this.executable = executable;
    }

    /**
     * Runs a program in a new process and waits for its end.
     *
     * @return its standard output
     */
    public String run(String code) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(executable.toString(), "-c", code)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IOException(executable + " failed with exit code " + exitCode);
        }
        return printed;
    }
}
