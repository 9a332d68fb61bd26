// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import dev.agentcore.bench.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The heaps of other JVMs of this user, as reported by {@code jcmd}, in megabytes of a million bytes. Immutable.
 *
 * <p>A JVM must not ask about itself: it is paused while it answers, and could not read the answer.
 */
public final class JvmHeap {
    private static final double MB_IN_KIB = 1024 / 1e6;
    private static final Pattern LIVE_BYTES = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");
    private static final Pattern COMMITTED_KIB = Pattern.compile("\\bcommitted (\\d+)K\\b");

    private final Path jcmd;

    /** Uses the {@code jcmd} of the workspace's JDK. */
    public JvmHeap(Workspace workspace) {
        jcmd = workspace.java().resolveSibling("jcmd");
    }

    /**
     * Runs a full collection in the JVM, with any collector, and adds up the live objects.
     *
     * @throws IOException if the JVM does not answer
     */
    public double collectMb(long pid) throws IOException, InterruptedException {
        String answer = ask(pid, "GC.class_histogram");
        Matcher total = LIVE_BYTES.matcher(answer);
        if (!total.find()) {
            throw new IOException("a histogram without its total: " + answer);
        }
        return Long.parseLong(total.group(1)) / 1e6;
    }

    /**
     * The committed heap. {@link Double#NaN} if the collector does not report it.
     *
     * @throws IOException if the JVM does not answer
     */
    double committedMb(long pid) throws IOException, InterruptedException {
        Matcher committed = COMMITTED_KIB.matcher(ask(pid, "GC.heap_info"));
        return committed.find() ? Long.parseLong(committed.group(1)) * MB_IN_KIB : Double.NaN;
    }

    private String ask(long pid, String question) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), question)
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IOException("jcmd ended with " + exitCode + " and said " + answer);
        }
        return answer;
    }
}
