package dev.agentcore.sandbox.wasi;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.Interruption;
import java.util.List;

/**
 * One function of WASI preview 1: its name, its type and what it does. Immutable itself; used on the guest's thread.
 *
 * <p>Whatever a guest passes, it gets an error code, or the run ends by an exception that means it to: the guest's exit,
 * its thread's interruption, or the refusal of its output.
 */
public record WasiFunction(String name, FunctionType type, Body body) {
    public static final String MODULE = "wasi_snapshot_preview1";
    private static final List<ValType> ERRNO = List.of(ValType.I32);

    /** What a function does. Returns to succeed. */
    @FunctionalInterface
    interface Body {
        public void call(GuestMemory memory, Arguments arguments) throws ErrnoException;
    }

    /** A function that returns an error code, as all but {@code proc_exit} do. */
    static WasiFunction of(String name, Body body, ValType... parameters) {
        return new WasiFunction(name, FunctionType.of(List.of(parameters), ERRNO), body);
    }

    /** A function that does not return. */
    static WasiFunction ofNoReturn(String name, Body body, ValType... parameters) {
        return new WasiFunction(name, FunctionType.of(List.of(parameters), List.of()), body);
    }

    /** The function as Chicory imports it. */
    HostFunction toHostFunction() {
        return new HostFunction(MODULE, name, type, (instance, slots) -> new long[] {
            call(new GuestMemory(instance.memory()), new Arguments(slots)).code()
        });
    }

    /** Calls it, as a guest would. */
    public Errno call(GuestMemory memory, Arguments arguments) {
        Interruption.check();
        try {
            body.call(memory, arguments);
            return Errno.SUCCESS;
        } catch (ErrnoException e) {
            return e.errno();
        }
    }
}
