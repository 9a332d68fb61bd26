// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.execution.Mount;
import dev.agentcore.sandbox.engine.GuestEngine;
import dev.agentcore.worker.confinement.AllowedFiles;
import dev.agentcore.worker.confinement.Confinement;
import dev.agentcore.worker.confinement.WorkerConfinement;
import dev.agentcore.worker.confinement.WorkerJvm;
import dev.agentcore.worker.process.StderrLogging;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts worker processes: with this program's class path, without its environment, and from a thread that has given up what a
 * worker must not have, because a process inherits that from the thread that starts it. Thread-safe.
 */
final class WorkerLauncher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLauncher.class);
    private static final String CACHE_OPTION = "-XX:AOTCache=";

    private final List<String> command;
    private final Path folder;
    private final ExecutorService thread;
    private final Confinement inherited;
    private final AtomicInteger numbers = new AtomicInteger();

    /**
     * Starts the thread.
     *
     * @param main the class whose program a worker is
     * @throws UncheckedIOException if there is no place for the workers' own files
     */
    WorkerLauncher(WorkerSettings settings, Class<?> main) {
        folder = newFolder();
        unpackEngine(settings.options().engine(), folder);
        command = command(settings, folder, main);
        // One thread that is never replaced: it works as long as this launcher.
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("agent-core-launcher").factory());
        AllowedFiles files = new AllowedFiles(readable(settings), folder);
        inherited = CompletableFuture.supplyAsync(() -> WorkerConfinement.ofThread(files), thread)
                .join();
    }

    /**
     * Starts a process. It is not ready yet.
     *
     * @throws UncheckedIOException if it cannot be started
     */
    Worker launch() {
        try {
            Process process = CompletableFuture.supplyAsync(this::start, thread).join();
            Confinement confinement = inherited.and(WorkerConfinement.ofChild(process.toHandle()));
            return new Worker(numbers.incrementAndGet(), process, confinement);
        } catch (CompletionException failed) {
            throw new UncheckedIOException(new IOException("cannot start a worker", failed.getCause()));
        }
    }

    private Process start() {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        // The JVM decodes its arguments by the locale.
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Once for all workers: each would take a quarter of a second for it. */
    private static void unpackEngine(String kind, Path folder) {
        GuestEngine.find(kind).ifPresent(engine -> engine.unpack(folder));
    }

    private static List<String> command(WorkerSettings settings, Path folder, Class<?> main) {
        var command = new ArrayList<>(WorkerJvm.command(folder));
        startUpCache().ifPresent(command::add);
        command.addAll(List.of(
                "-Xmx" + settings.heapBytes(),
                "-Xss1m",
                // Many workers wait for their tenant: what their start took is given back.
                "-Xms16m",
                "-XX:+UseSerialGC",
                "-XX:MinHeapFreeRatio=5",
                "-XX:MaxHeapFreeRatio=20",
                "-XX:-ShrinkHeapInSteps",
                "-XX:-DontCompileHugeMethods",
                "-D" + GuestEngine.FILES + "=" + folder,
                "-Dslf4j.provider=" + StderrLogging.class.getName(),
                "-Dslf4j.internal.verbosity=WARN",
                "-cp",
                entries(settings.classPath()).map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                main.getName()));
        command.addAll(settings.options().arguments());
        return List.copyOf(command);
    }

    /** Absolute: a worker has another working directory. */
    private static Stream<Path> entries(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath());
    }

    /** The cache of classes that this JVM was started with, as its option; it serves workers, which are of the same jar. */
    private static Optional<String> startUpCache() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith(CACHE_OPTION))
                .map(option -> CACHE_OPTION
                        + Path.of(option.substring(CACHE_OPTION.length())).toAbsolutePath())
                .findFirst();
    }

    /** This JVM's own class path is for the thread itself. */
    private static List<Path> readable(WorkerSettings settings) {
        Stream<Path> classes = Stream.of(settings.classPath(), System.getProperty("java.class.path"))
                .flatMap(WorkerLauncher::entries)
                .flatMap(entry -> Stream.concat(Stream.of(entry), named(entry)));
        Stream<Path> cache = startUpCache().map(option -> Path.of(option.substring(CACHE_OPTION.length()))).stream();
        Stream<Path> mounts = settings.options().mounts().stream().map(Mount::hostDirectory);
        return Stream.of(classes, cache, mounts)
                .flatMap(paths -> paths)
                .map(Path::toAbsolutePath)
                .filter(Files::exists)
                .distinct()
                .toList();
    }

    /** What a jar's manifest adds to the class path. */
    private static Stream<Path> named(Path entry) {
        if (!Files.isRegularFile(entry)) {
            return Stream.empty();
        }
        try (var jar = new JarFile(entry.toFile())) {
            Manifest manifest = jar.getManifest();
            String paths =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (paths == null) {
                return Stream.empty();
            }
            URI base = entry.toAbsolutePath().toUri();
            return Arrays.stream(paths.strip().split(" +", -1))
                    .map(base::resolve)
                    .filter(each -> "file".equals(each.getScheme()))
                    .map(Path::of);
        } catch (IOException | IllegalArgumentException unreadable) {
            // What this JVM cannot read, a worker need not read either.
            return Stream.empty();
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(
                    "agent-core-workers",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException | UnsupportedOperationException impossible) {
            throw new UncheckedIOException(
                    new IOException("workers have no place: java.io.tmpdir must be a writable folder", impossible));
        }
    }

    /** No worker may be alive. */
    @Override
    public void close() {
        thread.shutdownNow();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException left) {
            LOG.warn("The workers' folder {} is left behind: {}", folder, left.getMessage());
        }
    }
}
