// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that has ended, and its output. */
public record Ended(int exitCode, String stdout, String stderr) {
    /** Starts a process, writes its standard input, and waits until it ends. */
    public static Ended of(ProcessBuilder builder, String stdin) throws IOException, InterruptedException {
        // To a file: a process that fills the pipe of its errors would wait for a reader that reads its output.
        Path errors = Files.createTempFile("ended", ".err");
        try {
            Process process = builder.redirectError(errors.toFile()).start();
            try (var out = process.getOutputStream()) {
                out.write(stdin.getBytes(UTF_8));
            }
            String stdout = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), stdout, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }
}
