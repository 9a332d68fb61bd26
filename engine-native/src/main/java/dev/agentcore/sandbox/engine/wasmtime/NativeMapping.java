// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * A linear memory of the library, which sandboxes have one after the other. Thread-safe, but for {@link #free}: nothing may
 * be done with it afterwards.
 */
@SuppressWarnings("restricted") // its memory is native
final class NativeMapping {
    private static final VarHandle INTS = JAVA_INT.varHandle();

    private final Library library;
    private final MemorySegment handle;
    private final MemorySegment control;
    private final MemorySegment bytes;

    NativeMapping(Library library, MemorySegment snapshot) {
        this.library = library;
        handle = library.newMapping(snapshot);
        control = library.control(handle);
        bytes = MemorySegment.ofAddress(control.get(JAVA_LONG, Interface.CONTROL_BASE.value()))
                .reinterpret(Interface.MEMORY_BYTES.value());
    }

    MemorySegment handle() {
        return handle;
    }

    /** Its {@code struct Control}. */
    MemorySegment control() {
        return control;
    }

    /** All addresses: what is beyond the memory's size must not be accessed, or the JVM ends. */
    MemorySegment bytes() {
        return bytes;
    }

    void begin(long limitBytes) {
        library.begin(handle, limitBytes);
    }

    long grow(long moreBytes) {
        return library.grow(handle, moreBytes);
    }

    long restore() {
        return library.restore(handle);
    }

    MemorySegment save() {
        return library.save(handle);
    }

    void load(MemorySegment saved) {
        library.load(handle, saved);
    }

    void requestAttention() {
        INTS.setVolatile(control, Interface.CONTROL_ATTENTION.value(), 1);
    }

    boolean isAttentionRequested() {
        return (int) INTS.getVolatile(control, Interface.CONTROL_ATTENTION.value()) != 0;
    }

    void free() {
        library.freeMapping(handle);
    }
}
