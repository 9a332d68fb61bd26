// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs programs one after the other, each in a fresh interpreter. It reads the name of a file with a
 * program from standard input, a line for each, and prints what the program prints, and after it a line {@code done} or
 * {@code failed: REASON}. It is started for the first program, and again after a timeout.
 */
final class PeerSide implements Side {
    private static final String DONE = "done";
    private static final String FAILED = "failed: ";

    private final String name;
    private final List<String> command;
    private final Path log;
    private final Duration timeout;
    private final Path file;
    private @Nullable Process process;

    /**
     * Does not start the process yet.
     *
     * @param log the file for its standard error
     * @param timeout the timeout of one program; then the process is killed
     */
    PeerSide(String name, List<String> command, Path log, Duration timeout) throws IOException {
        this.name = name;
        this.command = command;
        this.log = log;
        this.timeout = timeout;
        file = Files.createTempFile("compute", ".py");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String run(String code) throws IOException, InterruptedException {
        Files.writeString(file, code);
        Process running = running();
        var overdue = new AtomicBoolean();
        var late = CompletableFuture.runAsync(
                () -> {
                    overdue.set(true);
                    running.destroyForcibly();
                },
                CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
        try {
            running.outputWriter(StandardCharsets.UTF_8).append(file + "\n").flush();
            return answer(running.inputReader(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            if (broken instanceof EOFException) {
                // It may still be reported as alive for a moment.
                process = null;
            }
            if (!overdue.get()) {
                throw broken;
            }
            throw new IOException("took more than %d s".formatted(timeout.toSeconds()), broken);
        } finally {
            late.cancel(false);
        }
    }

    private static String answer(BufferedReader lines) throws IOException {
        var printed = new StringBuilder();
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                throw new EOFException("the process ended");
            }
            if (line.equals(DONE)) {
                return printed.toString();
            }
            if (line.startsWith(FAILED)) {
                throw new IOException(line.substring(FAILED.length()));
            }
            printed.append(line).append('\n');
        }
    }

    private Process running() throws IOException {
        if (process == null || !process.isAlive()) {
            Files.createDirectories(log.toAbsolutePath().getParent());
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException kept) {
            // A small file in the temporary folder.
        }
    }
}
