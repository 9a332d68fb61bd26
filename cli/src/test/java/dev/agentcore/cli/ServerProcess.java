package dev.agentcore.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code agent-core serve}, as the finished jar in a process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final String SAYS_WHERE = "agent-core serves on ";

    private final Process process;
    private final BufferedReader out;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        out = process.inputReader(UTF_8);
    }

    /** Starts one, which does not warm up unless the options say so. */
    static ServerProcess start(String... options) throws IOException {
        return start(List.of("-jar", jar()), options);
    }

    /**
     * Starts one.
     *
     * @param jvm what to run: more options for the JVM, and the jar or a class
     */
    static ServerProcess start(List<String> jvm, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + System.getProperty("agent-core.jvm-options")));
        command.addAll(jvm);
        command.addAll(List.of("serve", "--set", "listen.port=0", "--set", "life.warm-up=0s"));
        command.addAll(List.of(options));
        // A file, for a pipe that nobody reads would stop the server.
        Path log = Files.createTempFile("agent-core-server", ".log");
        log.toFile().deleteOnExit();
        return new ServerProcess(
                new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    }

    static String jar() {
        return System.getProperty("agent-core.jar");
    }

    /** Where it serves; waits until it does. */
    String target() throws IOException {
        String line = out.readLine();
        if (line == null || !line.startsWith(SAYS_WHERE)) {
            throw new AssertionError("the server said " + line + " and " + log());
        }
        return line.substring(SAYS_WHERE.length());
    }

    /** Sends it SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Its exit code; waits for its end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the server has not ended");
        }
        return process.exitValue();
    }

    /** What it has said on standard error. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(log);
    }
}
