// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import dev.agentcore.sandbox.engine.FrozenInstance;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.GuestStack;
import dev.agentcore.sandbox.engine.GuestTrapException;
import dev.agentcore.sandbox.engine.HostFunction;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clone of a snapshot, or of another one. Not thread-safe, but for {@link #requestAttention}.
 *
 * <p>The call of each of its threads is in a store of its own, over the one memory: so a call has its stack for as long as it
 * runs, and nothing needs to be changed when another one continues.
 */
final class NativeInstance implements GuestInstance {
    private final NativeModule module;
    private final int maximumPages;
    private final BoundImports imports;
    private final NativeMemory memory;
    private final NativeStore main;
    private final Object lock = new Object();

    private volatile Runnable attendant = this::stopIfInterrupted;

    /** Null when it is closed. */
    private @Nullable NativeMapping mapping;

    /** @param mapping its memory, which {@link NativeModule#giveBack} gets when it is closed */
    NativeInstance(NativeModule module, NativeMapping mapping, int maximumPages, BoundImports imports) {
        this.module = module;
        this.mapping = mapping;
        this.maximumPages = maximumPages;
        this.imports = imports;
        memory = new NativeMemory(mapping);
        main = newStore(mapping);
        main.setStack(module.stack());
    }

    private NativeStore newStore(NativeMapping of) {
        return new NativeStore(module, of, module.nextId(), imports, memory, () -> attendant.run());
    }

    @Override
    public GuestMemory memory() {
        return memory;
    }

    @Override
    public int call(String export, int... arguments) {
        int result = main.call(export, arguments);
        if (main.stackPointer() != Integer.toUnsignedLong(module.stack().pointer())) {
            // A C function restores it before it returns. A guest that did not is broken, whatever it reported.
            throw new GuestTrapException(
                    GuestTrapException.Kind.OTHER,
                    "the stack pointer is %d and was %d"
                            .formatted(main.stackPointer(), module.stack().pointer()),
                    null);
        }
        return result;
    }

    @Override
    public void callOn(GuestStack stack, String export, int... arguments) {
        NativeStore own = newStore(open());
        try {
            own.setStack(stack);
            var unused = own.call(export, arguments);
        } finally {
            own.free();
        }
    }

    /** The same for all: each call keeps its own. */
    @Override
    public GuestStack stack() {
        return module.stack();
    }

    @Override
    public void setStack(GuestStack stack) {
        // The call that continues is still on it.
    }

    @Override
    public void onAttention(Runnable whatToDo) {
        attendant = whatToDo;
    }

    @Override
    public void requestAttention() {
        synchronized (lock) {
            if (mapping != null) {
                mapping.requestAttention();
                module.epochs().request(this);
            }
        }
    }

    /** Whether the guest has not seen the last request yet. Thread-safe. */
    boolean isAttentionRequested() {
        synchronized (lock) {
            return mapping != null && mapping.isAttentionRequested();
        }
    }

    private void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            requestAttention();
            throw new GuestInterruptedException();
        }
    }

    @Override
    public void callAfterStop(String export) {
        var unused = main.call(export);
    }

    @Override
    public GuestInstance copy(List<HostFunction> functions) {
        return module.instantiate(open().save(), maximumPages, functions);
    }

    @Override
    public FrozenInstance freeze() {
        return new Frozen(module, open().save(), maximumPages);
    }

    private NativeMapping open() {
        NativeMapping current = mapping;
        if (current == null) {
            throw new IllegalStateException("the instance is closed");
        }
        return current;
    }

    @Override
    public void close() {
        NativeMapping released = mapping;
        if (released == null) {
            return;
        }
        // First, so that a call that should not run, but does, keeps its memory.
        main.free();
        memory.close();
        synchronized (lock) {
            mapping = null;
        }
        module.giveBack(released);
    }

    /**
     * Its bytes are never changed.
     *
     * @param memory what distinguishes it from the snapshot
     */
    private record Frozen(NativeModule module, MemorySegment memory, int maximumPages) implements FrozenInstance {
        @Override
        public GuestInstance instantiate(List<HostFunction> imports) {
            return module.instantiate(memory, maximumPages, imports);
        }

        @Override
        public long bytes() {
            return memory.byteSize();
        }
    }
}
