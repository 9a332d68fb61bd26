// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import org.jspecify.annotations.Nullable;

/**
 * What the library calls, on the thread of the guest's call. Nothing is thrown out of it: that would end the JVM. It is kept
 * in the store, the guest's call ends with a trap, and the store throws it again.
 */
final class Upcalls {
    /** Has the call end. */
    static final long STOP = -1;

    /** The store whose call a thread is in. */
    @SuppressWarnings("ThreadLocalUsage") // there is one of this class for each loaded module
    private final ThreadLocal<NativeStore> current = new ThreadLocal<>();

    /** Marks the store as the one that the current thread calls, and returns the one before it. */
    @Nullable
    NativeStore enter(@Nullable NativeStore store) {
        NativeStore before = current.get();
        if (store == null) {
            current.remove();
        } else {
            current.set(store);
        }
        return before;
    }

    /** A host function. */
    @SuppressWarnings("unused") // by its name
    long host(long id, long function) {
        NativeStore store = null;
        try {
            store = current.get();
            return store.id() == id ? store.host((int) function) & 0xFFFF_FFFFL : STOP;
        } catch (Throwable thrown) {
            return stop(store, thrown);
        }
    }

    /** Between two instructions of the guest, after attention was requested. */
    @SuppressWarnings("unused") // by its name
    long attend(long id) {
        NativeStore store = null;
        try {
            store = current.get();
            if (store.id() != id) {
                return STOP;
            }
            store.attend();
            return 0;
        } catch (Throwable thrown) {
            return stop(store, thrown);
        }
    }

    private static long stop(@Nullable NativeStore store, Throwable thrown) {
        if (store != null) {
            store.keep(thrown);
        }
        return STOP;
    }
}
