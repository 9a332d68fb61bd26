// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.agentcore.sandbox.engine.EngineUnavailableException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The library's functions, one method each. Thread-safe.
 *
 * <p>It stays loaded until the JVM ends: code of it may be on any thread's stack.
 */
@SuppressWarnings("restricted") // calling native code is what it is for
final class Library {
    /** {@code struct ErrorText}: a length, then the text. */
    private static final long ERROR_BYTES = 1024;

    private final Linker linker = Linker.nativeLinker();
    private final SymbolLookup symbols;
    private final MethodHandle constant;
    private final MethodHandle engineOpen;
    private final MethodHandle engineFree;
    private final MethodHandle engineImports;
    private final MethodHandle engineTick;
    private final MethodHandle snapshotNew;
    private final MethodHandle snapshotWay;
    private final MethodHandle snapshotFree;
    private final MethodHandle mappingNew;
    private final MethodHandle mappingControl;
    private final MethodHandle mappingBegin;
    private final MethodHandle mappingGrow;
    private final MethodHandle mappingRestore;
    private final MethodHandle mappingSave;
    private final MethodHandle mappingLoad;
    private final MethodHandle mappingFree;
    private final MethodHandle storeNew;
    private final MethodHandle storeSlots;
    private final MethodHandle storeStack;
    private final MethodHandle storeCall;
    private final MethodHandle storeFree;

    private Library(SymbolLookup symbols) {
        this.symbols = symbols;
        constant = function("constant", JAVA_LONG, JAVA_LONG);
        engineOpen = function("engine_open", ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);
        engineFree = procedure("engine_free", ADDRESS);
        engineImports = function("engine_imports", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
        engineTick = procedure("engine_tick", ADDRESS);
        snapshotNew = function("snapshot_new", ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS);
        snapshotWay = function("snapshot_way", JAVA_LONG, ADDRESS);
        snapshotFree = procedure("snapshot_free", ADDRESS);
        mappingNew = function("mapping_new", ADDRESS, ADDRESS, ADDRESS);
        mappingControl = function("mapping_control", ADDRESS, ADDRESS);
        mappingBegin = procedure("mapping_begin", ADDRESS, JAVA_LONG);
        mappingGrow = function("mapping_grow", JAVA_LONG, ADDRESS, JAVA_LONG);
        mappingRestore = function("mapping_restore", JAVA_LONG, ADDRESS, ADDRESS);
        mappingSave = function("mapping_save", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
        mappingLoad = function("mapping_load", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
        mappingFree = procedure("mapping_free", ADDRESS);
        storeNew = function("store_new", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
        storeSlots = function("store_slots", ADDRESS, ADDRESS);
        storeStack = function("store_stack", JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
        storeCall = function("store_call", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS);
        storeFree = function("store_free", JAVA_LONG, ADDRESS);
    }

    /**
     * Loads a library and checks its interface.
     *
     * @param file must have been checked: its code runs at once
     * @throws EngineUnavailableException if it cannot be loaded, or is another one
     */
    static Library load(Path file) {
        Library library;
        try {
            library = new Library(SymbolLookup.libraryLookup(file, Arena.global()));
        } catch (IllegalArgumentException | IllegalCallerException | UnsupportedOperationException refused) {
            throw new EngineUnavailableException(
                    "the native engine's library cannot be loaded on this machine, or not from java.io.tmpdir",
                    refused);
        }
        Interface.check(library);
        return library;
    }

    private MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.of(result, parameters));
    }

    private MethodHandle procedure(String name, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.ofVoid(parameters));
    }

    private MethodHandle handle(String name, FunctionDescriptor type) {
        MemorySegment address = symbols.find("agent_core_" + name)
                .orElseThrow(() -> new EngineUnavailableException(
                        "the native engine's library is of another version: it has no " + name));
        return linker.downcallHandle(address, type);
    }

    long constant(int number) {
        try {
            return (long) constant.invokeExact((long) number);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Loads a compiled module. The upcalls live as long as the library. */
    MemorySegment openEngine(Path module, Upcalls upcalls) {
        try (Arena arena = Arena.ofConfined()) {
            byte[] path = module.toString().getBytes(StandardCharsets.UTF_8);
            MemorySegment error = arena.allocate(ERROR_BYTES, Long.BYTES);
            var made = (MemorySegment) engineOpen.invokeExact(
                    arena.allocateFrom(JAVA_BYTE, path),
                    (long) path.length,
                    upcall(upcalls, "host", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG)),
                    upcall(upcalls, "attend", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG)),
                    error);
            return made(made, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    private MemorySegment upcall(Upcalls upcalls, String name, FunctionDescriptor type)
            throws ReflectiveOperationException {
        MethodType method = type.toMethodType();
        MethodHandle target = MethodHandles.lookup().bind(upcalls, name, method);
        return linker.upcallStub(target, type, Arena.global());
    }

    void freeEngine(MemorySegment engine) {
        try {
            engineFree.invokeExact(engine);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** What the module imports, as the library's comment describes it. */
    String imports(MemorySegment engine) {
        try (Arena arena = Arena.ofConfined()) {
            long needed = (long) engineImports.invokeExact(engine, MemorySegment.NULL, 0L);
            MemorySegment text = arena.allocate(Math.max(needed, 1));
            long written = (long) engineImports.invokeExact(engine, text, needed);
            return new String(text.asSlice(0, written).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    void tick(MemorySegment engine) {
        try {
            engineTick.invokeExact(engine);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** @param way how written pages are found; null for the best that works here */
    MemorySegment newSnapshot(byte[] bytes, @Nullable RestoreWay way) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ERROR_BYTES, Long.BYTES);
            MemorySegment copy = arena.allocateFrom(JAVA_BYTE, bytes);
            return made(
                    (MemorySegment)
                            snapshotNew.invokeExact(copy, (long) bytes.length, way == null ? -1L : way.code(), error),
                    error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    RestoreWay way(MemorySegment snapshot) {
        try {
            return RestoreWay.of((long) snapshotWay.invokeExact(snapshot));
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    void freeSnapshot(MemorySegment snapshot) {
        try {
            snapshotFree.invokeExact(snapshot);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    MemorySegment newMapping(MemorySegment snapshot) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ERROR_BYTES, Long.BYTES);
            return made((MemorySegment) mappingNew.invokeExact(snapshot, error), error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Its {@code struct Control}. */
    MemorySegment control(MemorySegment mapping) {
        try {
            return ((MemorySegment) mappingControl.invokeExact(mapping)).reinterpret(Interface.CONTROL_BYTES.value());
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    void begin(MemorySegment mapping, long limit) {
        try {
            mappingBegin.invokeExact(mapping, limit);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Returns the size before in bytes; -1 if it was refused. */
    long grow(MemorySegment mapping, long bytes) {
        try {
            return (long) mappingGrow.invokeExact(mapping, bytes);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Returns how many bytes were copied. */
    long restore(MemorySegment mapping) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ERROR_BYTES, Long.BYTES);
            return done((long) mappingRestore.invokeExact(mapping, error), error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** What distinguishes a mapping from the snapshot, in memory that is released with the last reference to it. */
    MemorySegment save(MemorySegment mapping) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ERROR_BYTES, Long.BYTES);
            long needed = done((long) mappingSave.invokeExact(mapping, MemorySegment.NULL, 0L, error), error);
            MemorySegment saved = Arena.ofAuto().allocate(needed);
            long written = done((long) mappingSave.invokeExact(mapping, saved, needed, error), error);
            if (written != needed) {
                throw new IllegalStateException("the memory changed while it was saved");
            }
            return saved;
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    void load(MemorySegment mapping, MemorySegment saved) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ERROR_BYTES, Long.BYTES);
            var unused = done((long) mappingLoad.invokeExact(mapping, saved, saved.byteSize(), error), error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    void freeMapping(MemorySegment mapping) {
        try {
            mappingFree.invokeExact(mapping);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    MemorySegment newStore(MemorySegment engine, MemorySegment mapping, long id) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ERROR_BYTES, Long.BYTES);
            return made((MemorySegment) storeNew.invokeExact(engine, mapping, id, error), error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Where the arguments of its calls are. */
    MemorySegment slots(MemorySegment store) {
        try {
            return ((MemorySegment) storeSlots.invokeExact(store)).reinterpret(Interface.SLOTS.value() * Long.BYTES);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    void setStack(MemorySegment store, int pointer, int end) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ERROR_BYTES, Long.BYTES);
            var unused = done((long) storeStack.invokeExact(store, pointer, end, error), error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Calls an export with the arguments in the store's slots. */
    Ending call(MemorySegment store, MemorySegment export, int arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ERROR_BYTES, Long.BYTES);
            long outcome = (long) storeCall.invokeExact(store, export, export.byteSize(), (long) arguments, error);
            return Ending.of(outcome, text(error));
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Returns false if a call of it runs: then it remains. */
    boolean freeStore(MemorySegment store) {
        try {
            return (long) storeFree.invokeExact(store) == 0;
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    private static MemorySegment made(MemorySegment object, MemorySegment error) {
        if (object.address() == 0) {
            throw new NativeFailure(text(error));
        }
        return object;
    }

    private static long done(long result, MemorySegment error) {
        if (result < 0) {
            throw new NativeFailure(text(error));
        }
        return result;
    }

    private static String text(MemorySegment error) {
        long length = Math.min(error.get(JAVA_LONG, 0), ERROR_BYTES - Long.BYTES);
        return new String(error.asSlice(Long.BYTES, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }
}
