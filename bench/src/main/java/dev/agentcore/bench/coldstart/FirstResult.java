// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.coldstart;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command that runs {@value #PROGRAM} and exits: measured until its output has arrived. */
record FirstResult(String name, List<String> command) implements Starter {
    static final String PROGRAM = "print(1)";
    private static final String PRINTED = "1";

    FirstResult {
        command = List.copyOf(command);
    }

    @Override
    public double start() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C.UTF-8");
        long began = System.nanoTime();
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String first = lines.readLine();
            double seconds = (System.nanoTime() - began) / 1e9;
            String second = lines.readLine();
            int exitCode = process.waitFor();
            if (!PRINTED.equals(first) || second != null || exitCode != 0) {
                throw new IOException("%s printed %s and ended with %d".formatted(command, first, exitCode));
            }
            return seconds;
        }
    }
}
