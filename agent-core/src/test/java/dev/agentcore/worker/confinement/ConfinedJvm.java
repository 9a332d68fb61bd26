// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentcore.testkit.Ended;
import dev.agentcore.worker.ClassPathJars;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Starts JVMs as workers are started: from a thread that has confined itself, with this JVM's class path as jars. */
final class ConfinedJvm {
    private final List<Path> classPath;
    private final Path privateFolder;

    /** @param folder gets the private folder */
    ConfinedJvm(Path folder) throws IOException {
        classPath = ClassPathJars.paths();
        privateFolder = Files.createDirectory(folder.resolve("private"));
    }

    Path privateFolder() {
        return privateFolder;
    }

    /** A JVM, what its starter gave up, and what the kernel says of the starter then. */
    record Started(Process process, Confinement inherited, List<String> starter) {}

    /** Starts {@link ConfinedMain}. */
    Started start(List<String> options, String... arguments) {
        var command = new ArrayList<>(WorkerJvm.command(privateFolder));
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        command.add(ConfinedMain.class.getName());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(privateFolder.toFile());
        builder.environment().clear();
        var started = new CompletableFuture<Started>();
        Thread.ofPlatform().name("starts-workers").start(() -> {
            try {
                // The thread itself loads classes of this JVM.
                var readable = new ArrayList<>(classPath);
                readable.addAll(ClassPathJars.own());
                Confinement inherited = WorkerConfinement.ofThread(new AllowedFiles(readable, privateFolder));
                List<String> starter = Files.readAllLines(Path.of("/proc/thread-self/status"));
                started.complete(new Started(builder.start(), inherited, starter));
            } catch (Throwable failure) {
                started.completeExceptionally(failure);
            }
        });
        return started.join();
    }

    /** Starts it, and waits until it ends. */
    Ended run(List<String> options, String stdin, String... arguments) throws IOException, InterruptedException {
        Process process = start(options, arguments).process();
        var stderr = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(process.getErrorStream().readAllBytes(), UTF_8);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
        try (var in = process.getOutputStream()) {
            in.write(stdin.getBytes(UTF_8));
        }
        String stdout = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), stdout, stderr.join());
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(), "", arguments);
    }
}
