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

/** The finished jar's {@code serve} in a process of its own, without a warm-up, on any port that is free. */
final class LoggedServer implements AutoCloseable {
    private static final String SERVES = "agent-core serves on ";

    private final Process process;
    private final Path errors;
    private final @Nullable String target;

    private LoggedServer(Process process, Path errors, @Nullable String target) {
        this.process = process;
        this.errors = errors;
        this.target = target;
    }

    /**
     * Starts it, and waits until it serves or has ended.
     *
     * @param folder where its standard error goes
     * @param environment what is added to this process's
     * @param jvmOptions what is added to those of every server
     */
    static LoggedServer start(
            Path folder, Map<String, String> environment, List<String> jvmOptions, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + System.getProperty("agent-core.jvm-options"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", System.getProperty("agent-core.jar"), "serve", "--no-warm-up", "--port", "0"));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile(folder, "stderr", "");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader out = process.inputReader(UTF_8);
        String line = out.readLine();
        return new LoggedServer(
                process, errors, line != null && line.startsWith(SERVES) ? line.substring(SERVES.length()) : null);
    }

    /** Where it serves. */
    String target() throws IOException {
        if (target == null) {
            throw new AssertionError("the server has not started: " + errors());
        }
        return target;
    }

    long pid() {
        return process.pid();
    }

    /** What it has said on standard error. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Waits until it has ended by itself. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Has it end, and waits for that. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server does not end");
            }
        } catch (InterruptedException impatient) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
