// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.execution.Bytes;
import dev.agentcore.sandbox.engine.GuestExitException;
import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.GuestTrapException;
import dev.agentcore.sandbox.fs.Devices;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.fs.FileContent;
import dev.agentcore.sandbox.fs.FileTreeBuilder;
import dev.agentcore.sandbox.fs.FixedDirectory;
import dev.agentcore.sandbox.fs.Scratch;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Loads every class and links every call site of the host that a guest can reach, before the first guest runs. Not
 * thread-safe.
 *
 * <p>A class whose initialiser runs out of stack is broken for as long as the JVM lives, for all guests; and a guest can
 * recurse until the next host call has no stack. So this is done at start-up, by calling every function.
 */
public final class WasiPreloader {
    private static final int PATH = 1024;
    private static final int VECTOR = 2048;
    private static final int BUFFER = 4096;
    private static final int RESULT = 8192;
    private static final int ROOT = 3;
    private static final long SCRATCH_BYTES = 1 << 20;
    private static final int FILE = 4;
    private static final int ALL_RIGHTS = -1;

    private final GuestMemory memory;
    private final Map<String, WasiFunction> functions;

    private WasiPreloader(SecureRandom random, GuestMemory memory) {
        this.memory = memory;
        FixedDirectory fixed = new FileTreeBuilder(Instant.EPOCH)
                .add("file", FileContent.of(Bytes.copyOf(new byte[16])))
                .addDirectory("directory")
                .build();
        var entries = new ArrayList<>(fixed.entries());
        var scratch = new Scratch(SCRATCH_BYTES, InstantSource.system(), 100);
        entries.add(new Directory.Entry("scratch", scratch.given(List.of())));
        entries.add(new Directory.Entry("dev", Devices.directory(200)));
        entries.sort(Comparator.comparing(Directory.Entry::name));
        Directory root = new FixedDirectory(fixed.inode(), fixed.modified(), entries);
        var environment = new WasiEnvironment(
                StringTable.of(List.of("python")),
                StringTable.of(List.of("A=b")),
                List.of(new Preopen("/", root)),
                Bytes.copyOf(new byte[16]),
                (stream, data) -> {},
                random,
                InstantSource.system());
        var host = new WasiHost(environment);
        functions = Stream.concat(host.wasiFunctions().stream(), host.posixFunctions().stream())
                .collect(Collectors.toMap(WasiFunction::name, Function.identity()));
    }

    /**
     * Loads and links. Takes some tens of milliseconds, and has no other effect.
     *
     * @param random the source of guests' random bytes
     * @param memory an engine's memory of one page that may grow to two
     */
    public static void preload(SecureRandom random, GuestMemory memory) {
        var preloader = new WasiPreloader(random, memory);
        preloader.paths();
        preloader.scratch();
        preloader.posix();
        preloader.streams();
        preloader.descriptors();
        preloader.clocks();
        preloader.pipes();
        preloader.everything();
        preloader.memory();
        preloader.interruption();
    }

    private void paths() {
        open("file", 0, Rights.FD_READ);
        open("directory/../missing", 0, Rights.FD_READ);
        open("../file", 0, Rights.FD_READ);
        open("file/", 0, Rights.FD_READ);
        open("\u00fc", 0, Rights.FD_READ);
        open("new", 9, ALL_RIGHTS);
        open("file", 0, ALL_RIGHTS);
        open("directory", 2, ALL_RIGHTS);
        call("path_filestat_get", ROOT, 0, PATH, path("file"), RESULT);
        memory.writeByte(PATH, (byte) 0xff);
        call("path_filestat_get", ROOT, 0, PATH, 1, RESULT);
        for (String change : List.of("path_create_directory", "path_remove_directory", "path_unlink_file")) {
            call(change, ROOT, PATH, path("file"));
        }
        call("path_rename", ROOT, PATH, path("file"), ROOT, PATH, 4);
        call("path_link", ROOT, 0, PATH, path("file"), ROOT, PATH, 4);
        call("path_symlink", PATH, path("file"), ROOT, PATH, 4);
    }

    private void scratch() {
        memory.writeInt(VECTOR, BUFFER);
        memory.writeInt(VECTOR + 4, 8);
        open("scratch/file", 9, ALL_RIGHTS);
        int fd = memory.readInt(RESULT);
        call("fd_write", fd, VECTOR, 1, RESULT);
        call("fd_pwrite", fd, VECTOR, 1, 1 << 20, RESULT);
        call("fd_pwrite", fd, VECTOR, 1, Long.MAX_VALUE, RESULT);
        call("fd_pread", fd, VECTOR, 1, 0, RESULT);
        call("fd_allocate", fd, 0, 100);
        call("fd_allocate", fd, 0, 1 << 30);
        call("fd_filestat_set_size", fd, 5);
        call("fd_filestat_set_times", fd, 0, 0, 4);
        call("fd_fdstat_get", fd, RESULT);
        call("fd_fdstat_set_flags", fd, 1);
        call("fd_filestat_get", fd, RESULT);
        call("path_create_directory", ROOT, PATH, path("scratch/directory"));
        call("path_filestat_set_times", ROOT, 0, PATH, path("scratch/directory"), 0, 0, 8);
        int from = path("scratch/file");
        String to = "scratch/directory/file";
        memory.writeBytes(BUFFER, to.getBytes(StandardCharsets.UTF_8), 0, to.length());
        call("path_rename", ROOT, PATH, from, ROOT, BUFFER, to.length());
        call("path_symlink", BUFFER, to.length(), ROOT, PATH, path("scratch/link"));
        open("scratch", 2, Rights.FD_READ);
        int directory = memory.readInt(RESULT);
        call("fd_readdir", directory, BUFFER, 100, 0, RESULT);
        call("fd_close", directory);
        call("path_remove_directory", ROOT, PATH, path("scratch/directory"));
        call("path_unlink_file", ROOT, PATH, path(to));
        call("path_remove_directory", ROOT, PATH, path("scratch/directory"));
        call("fd_close", fd);
    }

    private void posix() {
        call("set_creation_mode", 0640);
        open("scratch/file", 9, ALL_RIGHTS);
        int fd = memory.readInt(RESULT);
        call("fd_duplicate", fd, -1, RESULT);
        call("fd_close", memory.readInt(RESULT));
        call("fd_set_mode", fd, 0600);
        call("fd_space", fd, RESULT);
        call("path_space", ROOT, PATH, path("scratch/file"), RESULT);
        call("path_set_mode", ROOT, PATH, path("file"), 0600);
        call("path_set_mode", ROOT, PATH, path("scratch/file"), 0);
        open("scratch/file", 0, Rights.FD_READ);
        call("fd_close", fd);
        call("path_unlink_file", ROOT, PATH, path("scratch/file"));
        for (String name : List.of("null", "zero", "full", "urandom", "stdin", "fd/1", "fd/99")) {
            open("dev/" + name, 0, ALL_RIGHTS);
            int device = memory.readInt(RESULT);
            call("fd_read", device, VECTOR, 1, RESULT);
            call("fd_write", device, VECTOR, 1, RESULT);
            call("fd_seek", device, 0, 0, RESULT);
            call("fd_filestat_get", device, RESULT);
            call("fd_close", device);
        }
        open("dev/fd", 2, Rights.FD_READ);
        int numbers = memory.readInt(RESULT);
        call("fd_readdir", numbers, BUFFER, 1000, 0, RESULT);
        call("fd_close", numbers);
    }

    private void open(String path, int flags, long rights) {
        call("path_open", ROOT, 0, PATH, path(path), flags, rights, 0, 0, RESULT);
    }

    private int path(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        memory.writeBytes(PATH, bytes, 0, bytes.length);
        return bytes.length;
    }

    private void streams() {
        memory.writeInt(VECTOR, BUFFER);
        memory.writeInt(VECTOR + 4, 8);
        for (int fd = 0; fd <= FILE; fd++) {
            call("fd_read", fd, VECTOR, 1, RESULT);
            call("fd_write", fd, VECTOR, 1, RESULT);
            call("fd_pread", fd, VECTOR, 1, 0, RESULT);
            call("fd_seek", fd, 1, 1, RESULT);
        }
        call("fd_write", 1, VECTOR, 1, -1);
    }

    private void descriptors() {
        for (int fd = 0; fd <= FILE; fd++) {
            call("fd_prestat_get", fd, RESULT);
            call("fd_prestat_dir_name", fd, BUFFER, 1);
            call("fd_fdstat_get", fd, RESULT);
            call("fd_filestat_get", fd, RESULT);
            call("fd_filestat_set_size", fd, 0);
            call("fd_renumber", fd, FILE);
        }
        call("fd_readdir", ROOT, BUFFER, 100, 0, RESULT);
    }

    private void clocks() {
        for (int clock = GuestClocks.REALTIME; clock <= GuestClocks.THREAD_CPUTIME; clock++) {
            call("clock_time_get", clock, 0, RESULT);
        }
        memory.writeBytes(BUFFER, new byte[3 * Subscription.BYTES], 0, 3 * Subscription.BYTES);
        memory.writeInt(BUFFER + 16, GuestClocks.MONOTONIC);
        memory.writeLong(BUFFER + 24, 2_000);
        call("poll_oneoff", BUFFER, BUFFER, 1, RESULT);
        memory.writeByte(BUFFER + Subscription.BYTES + 8, (byte) 1);
        memory.writeByte(BUFFER + 2 * Subscription.BYTES + 8, (byte) 2);
        call("poll_oneoff", BUFFER, BUFFER, 3, RESULT);
    }

    private void pipes() {
        call("pipe", RESULT);
        int reading = memory.readInt(RESULT);
        int writing = memory.readInt(RESULT + 4);
        memory.writeInt(VECTOR, BUFFER);
        memory.writeInt(VECTOR + 4, 8);
        for (int fd : new int[] {reading, writing}) {
            call("fd_fdstat_set_flags", fd, 4);
            call("fd_fdstat_get", fd, RESULT);
            call("fd_filestat_get", fd, RESULT);
            call("fd_read", fd, VECTOR, 1, RESULT);
            call("fd_write", fd, VECTOR, 1, RESULT);
        }
        memory.writeBytes(BUFFER, new byte[Subscription.BYTES], 0, Subscription.BYTES);
        memory.writeByte(BUFFER + 8, (byte) 1);
        memory.writeInt(BUFFER + 16, reading);
        call("poll_oneoff", BUFFER, BUFFER, 1, RESULT);
        call("fd_close", reading);
        call("fd_write", writing, VECTOR, 1, RESULT);
        call("fd_close", writing);
    }

    /** Calls each function and ignores the result. Must be the last step, since it closes all descriptors. */
    private void everything() {
        call("random_get", BUFFER, 16);
        for (WasiFunction function : functions.values()) {
            try {
                call(function.name(), new long[function.parameters().size()]);
            } catch (GuestExitException e) {
                // proc_exit ends a run this way.
            }
        }
    }

    private void memory() {
        memory.grow(1);
        memory.grow(1);
        try {
            memory.readInt(-1);
        } catch (GuestTrapException e) {
            // An invalid pointer from a guest.
        }
    }

    private void interruption() {
        Thread.currentThread().interrupt();
        try {
            call("sched_yield");
        } catch (GuestInterruptedException e) {
            // As the watchdog stops a guest.
        } finally {
            Thread.interrupted();
        }
    }

    private void call(String name, long... arguments) {
        var unused = Objects.requireNonNull(functions.get(name), name)
                .call(new WasiMemory(memory), new Arguments(arguments));
    }
}
