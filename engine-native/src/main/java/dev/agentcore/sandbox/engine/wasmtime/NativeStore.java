// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.GuestStack;
import dev.agentcore.sandbox.engine.GuestTrapException;
import dev.agentcore.sandbox.engine.GuestTrapException.Kind;
import dev.agentcore.sandbox.engine.HostFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An instance of the module over a memory that others may share. Each of a guest's threads has its own: the library's stack
 * limit is that of the thread that is in it, and another one is refused. Used by one thread at a time.
 */
final class NativeStore {
    private final Library library;
    private final Upcalls upcalls;
    private final MemorySegment handle;
    private final MemorySegment slots;
    private final long id;
    private final BoundImports imports;
    private final GuestMemory memory;
    private final Runnable attendant;

    /** What an upcall threw; null if nothing was. */
    private @Nullable Throwable thrown;

    /** The stack pointer after the last call. */
    private long stackPointer;

    private boolean freed;

    /**
     * @param id tells upcalls which store they are of
     * @param attendant what it does when attention was requested
     */
    NativeStore(
            NativeModule module,
            NativeMapping mapping,
            long id,
            BoundImports imports,
            GuestMemory memory,
            Runnable attendant) {
        library = module.library();
        upcalls = module.upcalls();
        handle = library.newStore(module.engine(), mapping.handle(), id);
        slots = library.slots(handle);
        this.id = id;
        this.imports = imports;
        this.memory = memory;
        this.attendant = attendant;
    }

    long id() {
        return id;
    }

    /** Has the next call begin on that stack. */
    void setStack(GuestStack stack) {
        library.setStack(handle, stack.pointer(), stack.end());
    }

    /** The stack pointer after the last call that returned. */
    long stackPointer() {
        return stackPointer;
    }

    /** Calls an export. */
    int call(String export, int... arguments) {
        if (freed) {
            throw new IllegalStateException("the instance is closed");
        }
        if (arguments.length > Interface.SLOTS.number()) {
            throw new IllegalArgumentException("too many arguments: " + arguments.length);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(export.length());
            name.copyFrom(MemorySegment.ofArray(export.getBytes(StandardCharsets.US_ASCII)));
            NativeStore outer = upcalls.enter(this);
            Ending ending;
            try {
                for (int i = 0; i < arguments.length; i++) {
                    slots.setAtIndex(JAVA_LONG, i, arguments[i]);
                }
                ending = library.call(handle, name, arguments.length);
            } finally {
                upcalls.enter(outer);
            }
            return result(ending);
        }
    }

    private int result(Ending ending) {
        Throwable kept = thrown;
        thrown = null;
        return switch (ending.kind()) {
            case RETURNED -> {
                stackPointer = slots.getAtIndex(JAVA_LONG, 1);
                yield (int) slots.getAtIndex(JAVA_LONG, 0);
            }
            case STOPPED -> throw again(kept);
            case UNREACHABLE -> throw new GuestTrapException(Kind.ABORTED, ending.text(), null);
            case MEMORY -> throw new GuestTrapException(Kind.MEMORY, ending.text(), null);
            case STACK -> throw new GuestTrapException(Kind.STACK, ending.text(), null);
            case OTHER -> throw new GuestTrapException(Kind.OTHER, ending.text(), null);
            case FAILED -> throw new NativeFailure(ending.text());
        };
    }

    private static RuntimeException again(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            return exception;
        }
        return new IllegalStateException("a host function stopped the call without a reason", thrown);
    }

    /** An upcall: a host function, whose arguments are in the slots. */
    int host(int function) {
        HostFunction called = imports.function(function);
        var arguments = new long[called.parameters().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = slots.getAtIndex(JAVA_LONG, i);
        }
        return called.body().call(memory, arguments);
    }

    /** An upcall. */
    void attend() {
        attendant.run();
    }

    /** Keeps what an upcall threw, until its call has ended. */
    void keep(Throwable what) {
        thrown = what;
    }

    /**
     * Frees it. Idempotent.
     *
     * @throws IllegalStateException if a call runs: then it is never freed, and nor must its memory be
     */
    void free() {
        if (!freed) {
            if (!library.freeStore(handle)) {
                throw new IllegalStateException("a call of the instance runs");
            }
            freed = true;
        }
    }
}
