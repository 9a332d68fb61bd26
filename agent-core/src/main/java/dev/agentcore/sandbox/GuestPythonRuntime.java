// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.MemoryClaim;
import dev.agentcore.execution.MemoryFootprint;
import dev.agentcore.execution.Mount;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.SandboxSpec;
import dev.agentcore.execution.Watchdog;
import dev.agentcore.guest.GuestImage;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.guest.Snapshot;
import dev.agentcore.guest.StandardLibrary;
import dev.agentcore.sandbox.engine.EngineUnavailableException;
import dev.agentcore.sandbox.engine.GuestEngine;
import dev.agentcore.sandbox.engine.GuestModule;
import dev.agentcore.sandbox.engine.chicory.ChicoryMemory;
import dev.agentcore.sandbox.engine.chicory.SnapshotModule;
import dev.agentcore.sandbox.fs.GuestFiles;
import dev.agentcore.sandbox.guest.SnapshotGuests;
import dev.agentcore.sandbox.threads.ThreadPool;
import dev.agentcore.sandbox.wasi.WasiPreloader;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Python on WebAssembly: every sandbox is an interpreter in its own instance, and shares nothing with any
 * other but immutable code and files. Its images are clones of a snapshot, on Chicory or on another engine, or custom
 * interpreters.
 *
 * <p>Thread-safe. Programs must be run by platform threads with a stack of 16 MiB or more: the interpreter's own recursion
 * limits are made for it.
 */
public final class GuestPythonRuntime implements PythonRuntime {
    private static final int DEFAULT_THREADS = 512;

    private final ImageCatalogue images;
    private final Set<ResultFormat> resultFormats;
    private final MemoryFootprint footprint;
    private final Function<Limits, MemoryClaim> claim;
    private final Watchdog watchdog = new Watchdog();

    /**
     * A runtime with one image. Prepares sandboxes ahead of the runs that need them.
     *
     * @param guest the image
     * @param prepared how many clones' memories to hold ready, at least 1: as many as run at a time. Each takes some 17
     *     MB
     */
    public GuestPythonRuntime(PythonGuest guest, int prepared) {
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
    public GuestPythonRuntime(List<PythonGuest> guests, int prepared, List<Mount> mounts, int threads) {
        this(guests, prepared, mounts, new ThreadPool(threads), new SecureRandom());
    }

    private GuestPythonRuntime(
            List<PythonGuest> guests, int prepared, List<Mount> mounts, ThreadPool pool, SecureRandom random) {
        this(new ImageCatalogue(catalogue(guests, prepared, mounts, pool, random)), Set.of(ResultFormat.values()));
        WasiPreloader.preload(random, ChicoryMemory.fresh(1, 2));
    }

    /**
     * A runtime with some images on an engine.
     *
     * @param kind the engine's name: {@link Interpreter#JVM}, or that of one in a module of its own
     * @param images the images, the default first; at least one
     * @param prepared how many sandboxes of each image to hold ready, at least 1: as many as run at a time
     * @param mounts as of the constructor
     * @param threads as of the constructor
     * @throws EngineUnavailableException if there is no such engine, or it cannot be used here or with one of the images; the
     *     message has one line
     * @throws IllegalArgumentException as of the constructor
     */
    public static GuestPythonRuntime on(
            String kind, List<GuestImage> images, int prepared, List<Mount> mounts, int threads) {
        if (kind.equals(Interpreter.JVM)) {
            return new GuestPythonRuntime(images.stream().map(PythonGuest::load).toList(), prepared, mounts, threads);
        }
        GuestEngine engine = engine(kind);
        var random = new SecureRandom();
        var pool = new ThreadPool(threads);
        var first = new GuestFiles(StandardLibrary.of(images.getFirst()), mounts);
        var loaded = new ArrayList<ImageCatalogue.Image>();
        try {
            for (GuestImage image : images) {
                GuestModule module = engine.load(image.name(), prepared);
                loaded.add(new ImageCatalogue.Image(
                        image.name(),
                        new Interpreter("CPython", Snapshot.pythonVersion(image), kind),
                        List.of(),
                        new SnapshotGuests(module, pool, random),
                        loaded.isEmpty() ? first : first.withLibrary(StandardLibrary.of(image)),
                        0,
                        0,
                        module.outsideBytes()));
            }
        } catch (EngineUnavailableException unavailable) {
            loaded.forEach(each -> each.guests().close());
            throw unavailable;
        }
        WasiPreloader.preload(random, ChicoryMemory.fresh(1, 2));
        return new GuestPythonRuntime(
                new ImageCatalogue(loaded),
                Set.of(ResultFormat.values()),
                limits -> new MemoryClaim(limits.scratchBytes(), limits.memoryBytes()),
                engine.stackBytes() * (prepared + threads));
    }

    /** An engine that is in a module of its own. */
    static GuestEngine engine(String kind) {
        return GuestEngine.find(kind)
                .orElseThrow(() -> new EngineUnavailableException(
                        "this build has no engine \"%s\": it was made without that module".formatted(kind)));
    }

    /**
     * A runtime with these images. The host's functions have been preloaded.
     *
     * @param images closed with this runtime
     * @param resultFormats the formats of values that all of their interpreters support
     */
    public GuestPythonRuntime(ImageCatalogue images, Set<ResultFormat> resultFormats) {
        this(images, resultFormats, limits -> MemoryClaim.onHeap(claimBytes(limits)), 0);
    }

    /** @param stackBytes what the guests' threads together may take of their stacks outside the heap */
    private GuestPythonRuntime(
            ImageCatalogue images,
            Set<ResultFormat> resultFormats,
            Function<Limits, MemoryClaim> claim,
            long stackBytes) {
        this.images = images;
        this.claim = claim;
        this.resultFormats = Set.copyOf(resultFormats);
        footprint = images.footprint().plusOutside(stackBytes);
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
    public MemoryClaim claim(Limits limits) {
        return claim.apply(limits);
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
