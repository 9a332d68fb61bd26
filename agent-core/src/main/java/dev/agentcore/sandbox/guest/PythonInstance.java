package dev.agentcore.sandbox.guest;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.wasi.WasiHost;

/**
 * A clone of the snapshot, good for one run: an initialised Python in a memory of its own. Confined to one thread.
 *
 * <p>The guest's exports, in the order of their calls, are described in {@code guest.c}.
 */
public final class PythonInstance {
    private final Instance instance;
    private final LinearMemory memory;

    private PythonInstance(Instance instance, LinearMemory memory) {
        this.instance = instance;
        this.memory = memory;
    }

    /**
     * Makes a clone.
     *
     * @param memory a restored one, the clone's own from now on
     * @param wasi all that it sees of the world
     * @param reports where it says how its program ended
     */
    public static PythonInstance clone(PythonGuest guest, LinearMemory memory, WasiHost wasi, ReportChannel reports) {
        Instance instance = Instance.builder(guest.module())
                .withImportValues(ImportValues.builder()
                        .addFunction(wasi.functions())
                        .addFunction(reports.function())
                        .build())
                .withMachineFactory(guest::newMachine)
                .withMemoryFactory(limits -> memory)
                .build();
        memory.setStackPointer((int) (long) guest.snapshot().globals().get(0));
        return new PythonInstance(instance, memory);
    }

    LinearMemory memory() {
        return memory;
    }

    /**
     * Runs a program to its end.
     *
     * @return false if there was not even room for the request
     * @throws RuntimeException whatever ends the guest other than its program's own end
     */
    boolean run(byte[] request) {
        int address = (int) instance.export("guest_allocate").apply(request.length)[0];
        if (address == 0) {
            return false;
        }
        memory.write(address, request, 0, request.length);
        int stackPointer = memory.stackPointer();
        instance.export("guest_run").apply(address, request.length);
        if (memory.stackPointer() != stackPointer) {
            // A C function that returns restores it. A guest that lost it is broken, whatever it reported.
            throw new IllegalStateException(
                    "the stack pointer is %d and was %d".formatted(memory.stackPointer(), stackPointer));
        }
        return true;
    }
}
