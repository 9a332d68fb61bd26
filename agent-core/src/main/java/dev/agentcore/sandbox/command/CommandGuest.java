package dev.agentcore.sandbox.command;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.sandbox.guest.Guest;
import dev.agentcore.sandbox.guest.GuestEnding;
import dev.agentcore.sandbox.guest.GuestReport;
import dev.agentcore.sandbox.wasi.WasiHost;

/** A guest that is a command: it starts from nothing, and its end is its exit code. Confined to one thread. */
final class CommandGuest implements Guest {
    private static final int FAILED = 1;

    private final Instance instance;
    private final LinearMemory memory;
    private final ReportFile report;

    /**
     * Makes an instance. Runs nothing of it: the module has no code before its start.
     *
     * @param memory a fresh one, the guest's own from now on
     * @param wasi all that it sees of the world
     * @param report where it says how its program failed
     */
    CommandGuest(CommandModule module, LinearMemory memory, WasiHost wasi, ReportFile report) {
        this.memory = memory;
        this.report = report;
        instance = Instance.builder(module.module())
                .withImportValues(
                        ImportValues.builder().addFunction(wasi.functions()).build())
                .withMachineFactory(module::newMachine)
                .withMemoryFactory(limits -> memory)
                .withTableFactory(CommandGuest::tableThatCannotGrow)
                .withStart(false)
                .build();
    }

    /** Chicory's table takes its limits from the module, and changes them there, for all instances, when it grows. */
    private static TableInstance tableThatCannotGrow(Table table, int initialValue) {
        var limits = new TableLimits(table.limits().min(), table.limits().min());
        return new TableInstance(new Table(table.elementType(), limits, table.initialize()), initialValue);
    }

    @Override
    public LinearMemory memory() {
        return memory;
    }

    @Override
    public GuestEnding run() {
        try {
            instance.export(CommandContract.START).apply();
            return new GuestEnding.Exited(0);
        } catch (WasiExitException exit) {
            GuestReport failure = exit.exitCode() == FAILED ? report.report() : null;
            return failure == null ? GuestEnding.of(exit) : new GuestEnding.Returned(failure);
        }
    }

    @Override
    public void discard() {
        var unused = memory.release();
    }
}
