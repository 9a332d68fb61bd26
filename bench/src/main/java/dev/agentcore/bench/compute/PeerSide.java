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
 * {@code failed: REASON}. It is started when the first program comes, and again after one that took too long.
 */
final class PeerSide implements Side {
    private static final String DONE = "done";
    private static final String FAILED = "failed: ";

    private final String name;
    private final List<String> command;
    private final Path log;
    private final Duration patience;
    private final Path file;
    private @Nullable Process process;

    /**
     * Starts nothing yet.
     *
     * @param log where its standard error goes
     * @param patience how long one program may take; then the process is ended
     */
    PeerSide(String name, List<String> command, Path log, Duration patience) throws IOException {
        this.name = name;
        this.command = command;
        this.log = log;
        this.patience = patience;
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
                CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
        try {
            running.outputWriter(StandardCharsets.UTF_8).append(file + "\n").flush();
            return answer(running.inputReader(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            if (broken instanceof EOFException) {
                // It may be counted among the living for a moment more.
                process = null;
            }
            if (!overdue.get()) {
                throw broken;
            }
            throw new IOException("took more than %d s".formatted(patience.toSeconds()), broken);
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
            // A file of a few kilobytes in the folder for such.
        }
    }
}
