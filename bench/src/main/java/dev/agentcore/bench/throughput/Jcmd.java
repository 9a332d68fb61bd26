// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sends commands to another JVM with the JDK's {@code jcmd}. */
final class Jcmd {
    private final Path jcmd;
    private final long pid;

    /**
     * Connects to a process.
     *
     * @param java the {@code java} of the same JDK
     */
    Jcmd(Path java, long pid) {
        jcmd = java.resolveSibling("jcmd");
        this.pid = pid;
    }

    /** Runs a command and returns its output. */
    String ask(String... command) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(jcmd.toString(), String.valueOf(pid)));
        all.addAll(List.of(command));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", all) + " failed: " + answer);
        }
        return answer;
    }
}
