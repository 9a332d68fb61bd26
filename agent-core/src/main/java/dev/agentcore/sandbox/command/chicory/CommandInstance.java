// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.sandbox.engine.FrozenInstance;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.GuestStack;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.chicory.ChicoryCalls;
import dev.agentcore.sandbox.engine.chicory.ChicoryImports;
import dev.agentcore.sandbox.engine.chicory.ChicoryMemory;
import java.util.List;

/** An instance of a command module. Cannot be copied, since it has mutable globals. Not thread-safe. */
final class CommandInstance implements GuestInstance {
    private final LinearMemory memory;
    private final GuestMemory view;
    private final Instance instance;

    /**
     * Creates an instance. Runs no code: the module has none before its start.
     *
     * @param memory fresh memory, owned by the instance from now on
     */
    CommandInstance(CommandModule module, LinearMemory memory, List<HostFunction> imports) {
        this.memory = memory;
        view = new ChicoryMemory(memory);
        instance = Instance.builder(module.module())
                .withImportValues(ChicoryImports.of(imports, view))
                .withMachineFactory(module::newMachine)
                .withMemoryFactory(limits -> memory)
                .withTableFactory(CommandInstance::tableThatCannotGrow)
                .withStart(false)
                .build();
    }

    /** Chicory's table takes its limits from the module, and changes them there, for all instances, when it grows. */
    private static TableInstance tableThatCannotGrow(Table table, int initialValue) {
        var limits = new TableLimits(table.limits().min(), table.limits().min());
        return new TableInstance(new Table(table.elementType(), limits, table.initialize()), initialValue);
    }

    @Override
    public GuestMemory memory() {
        return view;
    }

    @Override
    public int call(String export, int... arguments) {
        return ChicoryCalls.call(instance, export, arguments);
    }

    @Override
    public void callOn(GuestStack stack, String export, int... arguments) {
        throw oneStack();
    }

    @Override
    public GuestStack stack() {
        throw oneStack();
    }

    @Override
    public void setStack(GuestStack stack) {
        throw oneStack();
    }

    private static UnsupportedOperationException oneStack() {
        return new UnsupportedOperationException("a command has one stack");
    }

    @Override
    public void onAttention(Runnable attendant) {
        throw new UnsupportedOperationException("a command's calls can be stopped only");
    }

    /** Does nothing: Chicory's own checks look at the thread's interrupt status. */
    @Override
    public void requestAttention() {}

    @Override
    public void callAfterStop(String export) {
        var unused = ChicoryCalls.call(instance, export);
    }

    @Override
    public GuestInstance copy(List<HostFunction> imports) {
        throw new UnsupportedOperationException("a command's instance cannot be copied");
    }

    @Override
    public FrozenInstance freeze() {
        throw new UnsupportedOperationException("a command's instance cannot be frozen");
    }

    @Override
    public void close() {
        var unused = memory.release();
    }
}
