// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Takes from worker processes what they do not need, in the order: {@link #ofThread} on the thread that will start them,
 * {@link #ofChild} for each one, {@link #ofProcess} in it. Needs no privilege. Thread-safe.
 *
 * <p>Each says what is in force. Where the system is not Linux on x86-64 or aarch64, that is nothing; where the kernel lacks
 * a measure, it is reported as missing.
 */
public final class WorkerConfinement {
    private static final String NO_NEW_PRIVILEGES = "no-new-privileges";
    private static final String NO_CAPABILITIES = "no-capabilities";
    private static final String LANDLOCK = "landlock";
    private static final String RESOURCE_LIMITS = "resource limits";
    private static final String SECCOMP = "seccomp";
    private static final String FIRST_TO_END = "first to end when memory runs out";

    /** The highest: {@code OOM_SCORE_ADJ_MAX}. */
    private static final String HIGHEST_SCORE = "1000";

    private WorkerConfinement() {}

    /**
     * Confines the calling thread for ever, and every process and thread that it starts: no new privileges, no capabilities, no
     * files but the given ones, no TCP, no signals to processes outside.
     *
     * <p>Never call it on a thread that does anything else than start workers, or that belongs to a pool: what such a thread
     * is asked to do later would fail. Threads that it starts are confined, too. One of them is the JDK's "process reaper" of
     * each process that it starts: it waits for the process's end, and must not do more, so what {@link Process#onExit} leads to
     * belongs on an executor. {@link ProcessBuilder} starts a process from the thread that calls it.
     *
     * <p>{@code /proc} can be read as a whole: Landlock has no rule for a process's own folder, which differs for each. But a
     * process under Landlock sees neither memory nor environment nor descriptors of one that is not.
     *
     * @throws IllegalStateException on a virtual thread or a fork-join pool's: they are shared
     * @throws UncheckedIOException if the JDK's own files cannot be read
     */
    public static Confinement ofThread(AllowedFiles files) {
        Thread thread = Thread.currentThread();
        if (thread.isVirtual() || thread instanceof ForkJoinWorkerThread) {
            throw new IllegalStateException(
                    "a shared thread cannot be confined: it needs a platform thread of its own");
        }
        Optional<Kernel> found = kernel();
        if (found.isEmpty()) {
            return unsupported();
        }
        Kernel kernel = found.get();
        Map<Path, Access> allowed = allowed(files);
        var measures = new Measures();
        measures.add(NO_NEW_PRIVILEGES, Privileges.refuseNew(kernel));
        long version = Landlock.version(kernel);
        if (version > 0) {
            measures.add(
                    "%s (ABI %d)".formatted(LANDLOCK, version),
                    Landlock.of(kernel, version).restrict(allowed));
        } else {
            measures.add(LANDLOCK, version);
        }
        measures.add(NO_CAPABILITIES, Privileges.dropCapabilities(kernel));
        return measures.confinement();
    }

    private static Map<Path, Access> allowed(AllowedFiles files) {
        try {
            Map<Path, Access> allowed = SystemFiles.allowed(Path.of(System.getProperty("java.home")));
            for (Path path : files.readable()) {
                // Not put: what the system needs may be more than that.
                allowed.putIfAbsent(path.toRealPath(), Access.READ);
            }
            allowed.put(files.privateFolder().toRealPath(), Access.OWN_FILES);
            return allowed;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Has the kernel end this process before others when memory runs out. It is for a thread that is not confined: a worker may
     * not write the file by which that is said.
     *
     * @param child a process that this one has started
     */
    public static Confinement ofChild(ProcessHandle child) {
        if (kernel().isEmpty()) {
            return unsupported();
        }
        try {
            Files.writeString(Path.of("/proc", String.valueOf(child.pid()), "oom_score_adj"), HIGHEST_SCORE);
            return new Confinement(List.of(FIRST_TO_END), List.of());
        } catch (IOException refused) {
            return new Confinement(List.of(), List.of(FIRST_TO_END + ": its score cannot be written"));
        }
    }

    /**
     * Confines this process for ever, with all its threads: nothing can be opened, started, or reached that is not open yet.
     *
     * <p>Call it when all is loaded: the engine, one program run, every class that is in a folder and not in a jar. Jars of the
     * class path are opened here. The JVM must have been started with {@link WorkerJvm#OPTIONS}. Standard streams must be pipes:
     * files cannot grow any more.
     *
     * <p>A call of an attack, such as {@code execve} or {@code socket}, ends the process by SIGSYS, and other calls that
     * a worker does not need fail; so no thread may use the network or start a process afterwards.
     */
    public static Confinement ofProcess() {
        Optional<Kernel> found = kernel();
        if (found.isEmpty()) {
            return unsupported();
        }
        Kernel kernel = found.get();
        OpenedFiles.open();
        var measures = new Measures();
        measures.add(RESOURCE_LIMITS, ResourceLimits.lower(kernel));
        // A filter is for those who cannot gain privileges, so nobody can mislead a privileged program by it.
        long refused = Privileges.refuseNew(kernel);
        int process = (int) ProcessHandle.current().pid();
        long installed = refused < 0
                ? refused
                : SystemCallFilter.of(kernel.architecture(), process).install(kernel);
        measures.add(SECCOMP, installed);
        return measures.confinement();
    }

    private static Optional<Kernel> kernel() {
        return System.getProperty("os.name").equals("Linux")
                ? Architecture.current().map(Kernel::new)
                : Optional.empty();
    }

    private static Confinement unsupported() {
        return Confinement.none(System.getProperty("os.name").equals("Linux") ? "not x86-64 or aarch64" : "not Linux");
    }

    /** Collects what became of each. */
    private static final class Measures {
        private final List<String> inForce = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();

        /** @param result 0 if it is in force */
        void add(String name, long result) {
            if (result == 0) {
                inForce.add(name);
            } else {
                missing.add(name + ": " + Errno.reason(-result));
            }
        }

        Confinement confinement() {
            return new Confinement(inForce, missing);
        }
    }
}
