package dev.agentcore.cli;

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

/** {@code agent-core serve}, as the finished jar in a process of its own. */
public final class ServerProcess implements AutoCloseable {
    private static final String SAYS_WHERE = "agent-core serves on ";

    private final Process process;
    private final BufferedReader out;
    private final Path log;
    private @Nullable String target;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        out = process.inputReader(UTF_8);
    }

    /** Starts one, on any port that is free; it does not warm up unless the options say so. */
    public static ServerProcess start(String... options) throws IOException {
        return start(Map.of(), List.of("-jar", FinishedJar.path()), options);
    }

    /**
     * Starts one.
     *
     * @param environment what is added to this process's
     * @param jvm what to run: more options for the JVM, and the jar or a class
     */
    public static ServerProcess start(Map<String, String> environment, List<String> jvm, String... options)
            throws IOException {
        var arguments = new ArrayList<>(List.of("serve", "--set", "listen.port=0", "--set", "lifecycle.warm-up=0s"));
        arguments.addAll(List.of(options));
        // A file, for a pipe that nobody reads would stop the server.
        Path log = Files.createTempFile("agent-core-server", ".log");
        log.toFile().deleteOnExit();
        ProcessBuilder builder = FinishedJar.command(environment, jvm, arguments.toArray(String[]::new));
        return new ServerProcess(builder.redirectError(log.toFile()).start(), log);
    }

    /** Where it serves; the first time, waits until it does. */
    public String target() throws IOException {
        if (target == null) {
            String line = out.readLine();
            if (line == null || !line.startsWith(SAYS_WHERE)) {
                throw new AssertionError("the server said " + line + " and " + log());
            }
            target = line.substring(SAYS_WHERE.length());
        }
        return target;
    }

    public long pid() {
        return process.pid();
    }

    /** Sends it SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Sends it SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** Sends it SIGSTOP: its host's kernel still answers for it, and nobody else. */
    void freeze() throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-STOP", String.valueOf(pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("the server could not be stopped");
        }
    }

    /** Its exit code; waits for its end. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the server has not ended");
        }
        return process.exitValue();
    }

    /** Has it end, and waits for that. */
    public void end() throws InterruptedException {
        terminate();
        if (exitCode() != 0) {
            throw new AssertionError("the server ended with " + process.exitValue());
        }
    }

    /** What it has said on standard error. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Kills it, if it still is there. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
