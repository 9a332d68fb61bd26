// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.MemoryFootprint;
import dev.agentcore.execution.Mount;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.SandboxSpec;
import dev.agentcore.execution.Watchdog;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.engine.chicory.ChicoryMemory;
import dev.agentcore.sandbox.engine.chicory.SnapshotModule;
import dev.agentcore.sandbox.fs.GuestFiles;
import dev.agentcore.sandbox.guest.SnapshotGuests;
import dev.agentcore.sandbox.threads.ThreadPool;
import dev.agentcore.sandbox.wasi.WasiPreloader;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/**
 * Python on Chicory: every sandbox is an interpreter in its own WebAssembly instance, and shares nothing with any
 * other but immutable code and files. Its images are clones of a snapshot, or custom interpreters.
 *
 * <p>Thread-safe. Programs must be run by platform threads with a stack of 16 MiB or more: the interpreter's own recursion
 * limits are made for it.
 */
public final class ChicoryPythonRuntime implements PythonRuntime {
    private static final int DEFAULT_THREADS = 512;

    private final ImageCatalogue images;
    private final Set<ResultFormat> resultFormats;
    private final MemoryFootprint footprint;
    private final Watchdog watchdog = new Watchdog();

    /**
     * A runtime with one image. Prepares sandboxes ahead of the runs that need them.
     *
     * @param guest the image
     * @param prepared how many clones' memories to hold ready, at least 1: as many as run at a time. Each takes some 17
     *     MB
     */
    public ChicoryPythonRuntime(PythonGuest guest, int prepared) {
        this(List.of(guest), prepared, List.of(), DEFAULT_THREADS);
    }

    /**
     * A runtime with some images. Prepares sandboxes ahead of the runs that need them, and reads the operator's directories.
     *
     * @param guests the images, the default first
     * @param prepared as above, for each image
     * @param mounts the directories that all programs see besides the standard library; read only now
     * @param threads how many threads all programs together may have, besides their main ones; at least 1
     * @throws IllegalArgumentException if a mount cannot be read or they are too large; the message has one line that names it
     */
    public ChicoryPythonRuntime(List<PythonGuest> guests, int prepared, List<Mount> mounts, int threads) {
        this(guests, prepared, mounts, new ThreadPool(threads), new SecureRandom());
    }

    private ChicoryPythonRuntime(
            List<PythonGuest> guests, int prepared, List<Mount> mounts, ThreadPool pool, SecureRandom random) {
        this(new ImageCatalogue(catalogue(guests, prepared, mounts, pool, random)), Set.of(ResultFormat.values()));
        WasiPreloader.preload(random, ChicoryMemory.fresh(1, 2));
    }

    /**
     * A runtime with these images. The host's functions have been preloaded.
     *
     * @param images closed with this runtime
     * @param resultFormats the formats of values that all of their interpreters support
     */
    public ChicoryPythonRuntime(ImageCatalogue images, Set<ResultFormat> resultFormats) {
        this.images = images;
        this.resultFormats = Set.copyOf(resultFormats);
        footprint = images.footprint();
    }

    private static List<ImageCatalogue.Image> catalogue(
            List<PythonGuest> guests, int prepared, List<Mount> mounts, ThreadPool pool, SecureRandom random) {
        var first = new GuestFiles(guests.getFirst().standardLibrary(), mounts);
        return guests.stream()
                .map(guest -> image(
                        guest,
                        prepared,
                        guest == guests.getFirst() ? first : first.withLibrary(guest.standardLibrary()),
                        pool,
                        random))
                .toList();
    }

    private static ImageCatalogue.Image image(
            PythonGuest guest, int prepared, GuestFiles files, ThreadPool pool, SecureRandom random) {
        return new ImageCatalogue.Image(
                guest.image().name(),
                new Interpreter("CPython", guest.pythonVersion()),
                List.of(),
                new SnapshotGuests(new SnapshotModule(guest, prepared), pool, random),
                files,
                guest.snapshot().memory().length,
                (long) guest.snapshot().memory().length * prepared);
    }

    @Override
    public List<PythonImage> images() {
        return images.describe();
    }

    /** Describes one image only: it is asked for on each run. */
    @Override
    public PythonImage image(String name) {
        return images.get(name).describe();
    }

    @Override
    public Set<ResultFormat> resultFormats() {
        return resultFormats;
    }

    @Override
    public long claim(Limits limits) {
        return claimBytes(limits);
    }

    /** A sandbox takes linear memory, which may exist twice while it grows, and scratch. */
    static long claimBytes(Limits limits) {
        return LinearMemory.mostBytes(limits.memoryBytes()) + limits.scratchBytes();
    }

    @Override
    public MemoryFootprint footprint() {
        return footprint;
    }

    @Override
    public Sandbox open(SandboxSpec spec) {
        return PythonSandbox.open(images.get(spec.image()), watchdog, spec);
    }

    @Override
    public void close() {
        watchdog.close();
        images.close();
    }
}
