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
 * {@code agent-core serve} in its own process, on a free port of the loopback interface: the packaged jar, with the options
 * of {@code bin/agent-core}.
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
     * Starts a server as {@code bin/agent-core} does.
     *
     * @param jvmOptions additional options of its JVM
     * @param arguments additional arguments of {@code serve}
     * @return the server, once it reports that it serves
     * @throws IOException if it ends before that
     */
    public static ServerProcess start(Workspace workspace, List<String> jvmOptions, List<String> arguments)
            throws IOException {
        var serve = new ArrayList<>(List.of("serve", "--port", "0"));
        serve.addAll(arguments);
        return start(workspace.serverLog(), workspace.agentCore(jvmOptions, serve));
    }

    /**
     * Starts a server with another command, which must make it serve.
     *
     * @param log the file to which its standard error is appended
     */
    public static ServerProcess start(Path log, List<String> command) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        // With the default log level: logging each run is part of what is measured.
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C.UTF-8");
        long began = System.nanoTime();
        Process process = builder.start();
        // Not closed: the server must not write to a closed standard output.
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        Duration untilReady = Duration.ofNanos(System.nanoTime() - began);
        if (line == null || !line.startsWith(SERVES_ON)) {
            process.destroyForcibly();
            throw new IOException("the server did not start, see " + log + ": it said " + line);
        }
        return new ServerProcess(process, line.substring(SERVES_ON.length()), untilReady);
    }

    /** The target for clients: {@code HOST:PORT}. */
    public String target() {
        return target;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** The time from the start of its process to the line that reports that it serves. */
    public Duration untilReady() {
        return untilReady;
    }

    /** Stops the server; forcibly if that takes more than 30 s. */
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
