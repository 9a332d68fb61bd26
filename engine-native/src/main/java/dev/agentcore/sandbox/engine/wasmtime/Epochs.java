// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Has the calls of an engine look whether their attention was requested: at once, and again until they have seen it, because a
 * call that looks at this very moment may miss the first time. Thread-safe.
 */
final class Epochs implements AutoCloseable {
    private static final long PERIOD_NANOS = 5_000_000;

    private final Library library;
    private final MemorySegment engine;
    private final Set<NativeInstance> requested = ConcurrentHashMap.newKeySet();
    private final Thread repeater;
    private boolean closed;

    Epochs(Library library, MemorySegment engine) {
        this.library = library;
        this.engine = engine;
        repeater = Thread.ofPlatform().daemon().name("agent-core-epochs").start(this::repeat);
    }

    void request(NativeInstance instance) {
        if (requested.add(instance)) {
            LockSupport.unpark(repeater);
        }
        tick();
    }

    private synchronized void tick() {
        if (!closed) {
            library.tick(engine);
        }
    }

    private void repeat() {
        while (!Thread.currentThread().isInterrupted()) {
            if (requested.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, PERIOD_NANOS);
                requested.removeIf(instance -> !instance.isAttentionRequested());
                if (!requested.isEmpty()) {
                    tick();
                }
            }
        }
    }

    /** Ends the thread; the engine may be freed afterwards. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        repeater.interrupt();
    }
}
