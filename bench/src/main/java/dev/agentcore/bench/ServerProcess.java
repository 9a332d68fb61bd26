// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code agent-core serve} in a process of its own, on a free port of the loopback interface: the finished jar, with the
 * options that {@code bin/agent-core} gives it.
 */
public final class ServerProcess implements AutoCloseable {
    private static final String SERVES_ON = "agent-core serves on ";
    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final Process process;
    private final String target;
    private final Duration untilReady;

    private ServerProcess(Process process, String target, Duration untilReady) {
        this.process = process;
        this.target = target;
        this.untilReady = untilReady;
    }

    /**
     * Starts one, as {@code bin/agent-core} would.
     *
     * @param jvmOptions more options for its JVM
     * @param arguments more arguments for {@code serve}
     * @return when it says that it serves
     * @throws IOException if it ends before
     */
    public static ServerProcess start(Workspace workspace, List<String> jvmOptions, List<String> arguments)
            throws IOException {
        var serve = new ArrayList<>(List.of("serve", "--port", "0"));
        serve.addAll(arguments);
        return start(workspace.serverLog(), workspace.agentCore(jvmOptions, serve));
    }

    /**
     * Starts one by a command of the caller's, which must make it serve.
     *
     * @param log the file to which it appends what it says on standard error
     */
    public static ServerProcess start(Path log, List<String> command) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        // At its own level of detail: what it logs of each run is part of what is measured.
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C.UTF-8");
        long began = System.nanoTime();
        Process process = builder.start();
        // Not closed: the server must not find its standard output closed.
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        Duration untilReady = Duration.ofNanos(System.nanoTime() - began);
        if (line == null || !line.startsWith(SERVES_ON)) {
            process.destroyForcibly();
            throw new IOException("the server did not start, see " + log + ": it said " + line);
        }
        return new ServerProcess(process, line.substring(SERVES_ON.length()), untilReady);
    }

    /** What a client connects to: {@code HOST:PORT}. */
    public String target() {
        return target;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** The time from the start of its process to the line that says that it serves. */
    public Duration untilReady() {
        return untilReady;
    }

    /** Ends it, by force if it takes more than 30 s. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
