// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.GuestModule;
import dev.agentcore.sandbox.engine.HostFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * A command module, compiled to JVM classes: a program whose whole run is one call of its export {@code _start}.
 *
 * <p>Immutable and thread-safe. All instances made of it share its classes and the module.
 */
public final class CommandModule implements GuestModule {
    private final WasmModule module;
    private final MethodHandle machine;
    private final int moduleBytes;
    private final int functions;
    private final int interpretedFunctions;
    private final boolean fromCache;

    /**
     * Loads the classes.
     *
     * @param fromCache whether they were made by an earlier start
     */
    CommandModule(CompiledModule compiled, boolean fromCache) {
        machine = machine(compiled);
        module = Parser.parse(compiled.module());
        moduleBytes = compiled.module().length;
        functions = compiled.functions();
        interpretedFunctions = compiled.interpretedFunctions();
        this.fromCache = fromCache;
    }

    private static MethodHandle machine(CompiledModule compiled) {
        try {
            var loader = new ModuleClassLoader(compiled.classes());
            // Load all classes now: a class that is first loaded when a guest's stack is nearly exhausted would stay
            // broken.
            for (String name : compiled.classes().keySet()) {
                Class.forName(name, true, loader);
            }
            return MethodHandles.publicLookup()
                    .findConstructor(
                            loader.loadClass(compiled.machineClass()),
                            MethodType.methodType(void.class, Instance.class))
                    .asType(MethodType.methodType(Machine.class, Instance.class));
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("the compiler produced no machine class", broken);
        }
    }

    @Override
    public GuestInstance instantiate(List<HostFunction> imports, int maximumPages) {
        int most = Math.min(memoryLimits().maximumPages(), maximumPages);
        return new CommandInstance(this, LinearMemory.fresh(new MemoryLimits(snapshotPages(), most)), imports);
    }

    /** The initial size of the memory in pages. */
    @Override
    public int snapshotPages() {
        return memoryLimits().initialPages();
    }

    private MemoryLimits memoryLimits() {
        return module.memorySection().orElseThrow().getMemory(0).limits();
    }

    @Override
    public int prepared() {
        return 0;
    }

    @Override
    public void close() {
        // A module holds nothing but memory.
    }

    /** The module, in which only those functions have bodies that are interpreted; the others are the machine's. */
    WasmModule module() {
        return module;
    }

    /** A machine that runs the module's functions for {@code instance}. */
    Machine newMachine(Instance instance) {
        try {
            return (Machine) machine.invokeExact(instance);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The size of {@link #module} before it was read, in bytes: mostly what its memory is filled with. */
    public int moduleBytes() {
        return moduleBytes;
    }

    /** How many functions it has. */
    public int functions() {
        return functions;
    }

    /** How many of them Chicory's interpreter runs. */
    public int interpretedFunctions() {
        return interpretedFunctions;
    }

    /** Whether it was loaded from the cache. */
    public boolean fromCache() {
        return fromCache;
    }
}
