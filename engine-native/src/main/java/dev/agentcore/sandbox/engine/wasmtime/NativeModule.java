// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import dev.agentcore.guest.Snapshot;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.GuestModule;
import dev.agentcore.sandbox.engine.GuestStack;
import dev.agentcore.sandbox.engine.HostFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A compiled module with the snapshot that its instances begin as. Thread-safe.
 *
 * <p>Memories are reused: an instance that is closed has the pages that it wrote to written over with the snapshot's. They
 * stay the memory's own, so that the next instance need not take them again.
 */
final class NativeModule implements GuestModule {
    private final Library library;
    private final Upcalls upcalls = new Upcalls();
    private final MemorySegment engine;
    private final MemorySegment snapshot;
    private final int snapshotPages;
    private final long codeBytes;
    private final GuestStack stack;
    private final RestoreWay way;
    private final ModuleImports imports;
    private final Epochs epochs;
    private final BlockingQueue<NativeMapping> idle;
    private final int mostIdle;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean closed;
    private final Consumer<NativeMapping> restored;

    /**
     * Loads a module and makes memories.
     *
     * @param compiled a file that must have been checked: it is native code
     * @param prepared how many memories to hold ready, at least 1
     * @param way how written pages are found; null for the best that works here
     * @param restored gets each memory before it is used again
     */
    NativeModule(
            Library library,
            Path compiled,
            Snapshot initial,
            int prepared,
            @Nullable RestoreWay way,
            Consumer<NativeMapping> restored) {
        this.library = library;
        this.restored = restored;
        codeBytes = sizeOf(compiled);
        engine = library.openEngine(compiled, upcalls);
        imports = ModuleImports.parse(library.imports(engine));
        snapshot = library.newSnapshot(initial.memory(), way);
        this.way = library.way(snapshot);
        snapshotPages = initial.pages();
        stack = new GuestStack((int) (long) initial.globals().get(0), 0);
        epochs = new Epochs(library, engine);
        mostIdle = prepared;
        idle = new ArrayBlockingQueue<>(prepared);
        for (int i = 0; i < prepared; i++) {
            idle.add(new NativeMapping(library, snapshot));
        }
    }

    Library library() {
        return library;
    }

    Upcalls upcalls() {
        return upcalls;
    }

    MemorySegment engine() {
        return engine;
    }

    Epochs epochs() {
        return epochs;
    }

    /** The stack of an instance's first call. */
    GuestStack stack() {
        return stack;
    }

    RestoreWay way() {
        return way;
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    @Override
    public GuestInstance instantiate(List<HostFunction> functions, int maximumPages) {
        return instantiate(null, maximumPages, functions);
    }

    /**
     * Makes an instance.
     *
     * @param saved what distinguishes its memory from the snapshot; null for nothing
     */
    NativeInstance instantiate(@Nullable MemorySegment saved, int maximumPages, List<HostFunction> functions) {
        if (snapshotPages > maximumPages) {
            throw new IllegalArgumentException("%d pages in at most %d".formatted(snapshotPages, maximumPages));
        }
        BoundImports bound = imports.bind(functions);
        NativeMapping prepared = idle.poll();
        NativeMapping mapping = prepared == null ? new NativeMapping(library, snapshot) : prepared;
        open.incrementAndGet();
        boolean made = false;
        try {
            mapping.begin((long) maximumPages * Snapshot.PAGE_SIZE);
            if (saved != null) {
                mapping.load(saved);
            }
            var instance = new NativeInstance(this, mapping, maximumPages, bound);
            made = true;
            return instance;
        } finally {
            if (!made) {
                giveBack(mapping);
            }
        }
    }

    /** Takes back the memory of a closed instance. */
    void giveBack(NativeMapping mapping) {
        open.decrementAndGet();
        boolean kept = false;
        try {
            var unused = mapping.restore();
            restored.accept(mapping);
            kept = !closed && idle.offer(mapping);
        } finally {
            if (!kept) {
                mapping.free();
            }
        }
    }

    @Override
    public int snapshotPages() {
        return snapshotPages;
    }

    @Override
    public int prepared() {
        return idle.size();
    }

    /** The code, the snapshot, and for each idle memory at most the pages that the snapshot has. */
    @Override
    public long outsideBytes() {
        return codeBytes + (long) snapshotPages * Snapshot.PAGE_SIZE * (mostIdle + 1);
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What instances use is not freed while one is open: that would be an access to memory that is no longer there. */
    @Override
    public void close() {
        closed = true;
        epochs.close();
        for (NativeMapping mapping = idle.poll(); mapping != null; mapping = idle.poll()) {
            mapping.free();
        }
        if (open.get() == 0) {
            library.freeSnapshot(snapshot);
            library.freeEngine(engine);
        }
    }
}
