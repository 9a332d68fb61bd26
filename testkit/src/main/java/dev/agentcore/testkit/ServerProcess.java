// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code agent-core serve} in its own process. Not thread-safe. */
public final class ServerProcess implements AutoCloseable {
    private static final String SERVES_ON = "agent-core serves on ";

    private final Process process;
    private final BufferedReader out;
    private final Path log;
    private @Nullable String target;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        out = process.inputReader(UTF_8);
    }

    /** Starts the finished jar on a free port, without warm-up unless the options ask for it. */
    public static ServerProcess start(String... options) throws IOException {
        return start(Map.of(), List.of("-jar", FinishedJar.path()), options);
    }

    /**
     * Starts a server on a free port, without warm-up unless the options ask for it.
     *
     * @param environment added to the environment of this process
     * @param jvm more options for the JVM, then {@code -jar} and the jar, or a class
     */
    public static ServerProcess start(Map<String, String> environment, List<String> jvm, String... options)
            throws IOException {
        var arguments = new ArrayList<>(List.of("serve", "--set", "listen.port=0", "--set", "lifecycle.warm-up=0s"));
        arguments.addAll(List.of(options));
        Path log = Files.createTempFile("agent-core-server", ".log");
        log.toFile().deleteOnExit();
        return launch(FinishedJar.command(environment, jvm, arguments.toArray(String[]::new)), log);
    }

    /**
     * Starts a server by its whole command.
     *
     * @param command must print {@code agent-core serves on HOST:PORT} as its first line
     * @param log where its standard error goes; not a pipe, because a full pipe would stop the server
     */
    public static ServerProcess launch(ProcessBuilder command, Path log) throws IOException {
        return new ServerProcess(command.redirectError(log.toFile()).start(), log);
    }

    /** {@code HOST:PORT}; the first call waits until the server is ready. */
    public String target() throws IOException {
        if (target == null) {
            String line = out.readLine();
            if (line == null || !line.startsWith(SERVES_ON)) {
                throw new AssertionError("the server printed " + line + " and logged " + log());
            }
            target = line.substring(SERVES_ON.length());
        }
        return target;
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Sends SIGSTOP: the kernel still acknowledges packets, but no call is answered. */
    public void freeze() throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-STOP", String.valueOf(pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("the server could not be stopped");
        }
    }

    /** Waits up to 60 s for the end of the process, and returns its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the server has not ended");
        }
        return process.exitValue();
    }

    /** Sends SIGTERM, and checks that the server exits with 0. */
    public void end() throws InterruptedException {
        terminate();
        if (exitCode() != 0) {
            throw new AssertionError("the server ended with " + process.exitValue());
        }
    }

    /** Its standard error so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Kills the process if it is still alive. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
