// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.engine.FrozenInstance;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.GuestStack;
import dev.agentcore.sandbox.engine.GuestTrapException;
import dev.agentcore.sandbox.engine.HostFunction;
import java.util.List;

/**
 * A clone of a snapshot. Not thread-safe.
 *
 * <p>Between calls, all that distinguishes one from another is its memory: the stack pointer is where it was in the
 * snapshot, and the module has no other mutable global and no table that changes.
 */
final class SnapshotInstance implements GuestInstance {
    private final SnapshotModule module;
    private final LinearMemory memory;
    private final GuestMemory view;
    private final Instance instance;
    private final int stackPointer;
    private boolean closed;

    /** @param memory a restored memory, owned by the instance from now on */
    SnapshotInstance(SnapshotModule module, PythonGuest guest, LinearMemory memory, List<HostFunction> imports) {
        this.module = module;
        this.memory = memory;
        view = new ChicoryMemory(memory);
        instance = Instance.builder(guest.module())
                .withImportValues(ChicoryImports.of(imports, view))
                .withMachineFactory(guest::newMachine)
                .withMemoryFactory(limits -> memory)
                .build();
        stackPointer = (int) (long) guest.snapshot().globals().get(0);
        memory.setStackPointer(stackPointer);
    }

    @Override
    public GuestMemory memory() {
        return view;
    }

    @Override
    public int call(String export, int... arguments) {
        int result = ChicoryCalls.call(instance, export, arguments);
        if (memory.stackPointer() != stackPointer) {
            // A C function restores it before it returns. A guest that did not is broken, whatever it reported.
            throw new GuestTrapException(
                    GuestTrapException.Kind.OTHER,
                    "the stack pointer is %d and was %d".formatted(memory.stackPointer(), stackPointer),
                    null);
        }
        return result;
    }

    @Override
    public void callOn(GuestStack stack, String export, int... arguments) {
        setStack(stack);
        var unused = ChicoryCalls.call(instance, export, arguments);
    }

    @Override
    public GuestStack stack() {
        return new GuestStack(memory.stackPointer(), memory.stackEnd());
    }

    @Override
    public void setStack(GuestStack stack) {
        memory.setStack(stack.pointer(), stack.end());
    }

    @Override
    public void onAttention(Runnable attendant) {
        memory.onAttention(attendant);
    }

    @Override
    public void requestAttention() {
        memory.requestAttention();
    }

    @Override
    public void callAfterStop(String export) {
        var unused = ChicoryCalls.call(instance, export);
    }

    @Override
    public GuestInstance copy(List<HostFunction> imports) {
        return module.instantiate(bytes(), memory.maximumPages(), imports);
    }

    @Override
    public FrozenInstance freeze() {
        return new Frozen(module, bytes(), memory.maximumPages());
    }

    private byte[] bytes() {
        return memory.readBytes(0, memory.pages() * GuestMemory.PAGE_SIZE);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            module.giveBack(memory.release());
        }
    }

    /** Its bytes are never changed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Frozen(SnapshotModule module, byte[] memory, int maximumPages) implements FrozenInstance {
        @Override
        public GuestInstance instantiate(List<HostFunction> imports) {
            return module.instantiate(memory.clone(), maximumPages, imports);
        }

        @Override
        public long bytes() {
            return memory.length;
        }
    }
}
