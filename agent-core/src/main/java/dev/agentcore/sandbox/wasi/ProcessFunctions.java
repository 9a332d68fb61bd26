package dev.agentcore.sandbox.wasi;

import static com.dylibso.chicory.wasm.types.ValType.I32;

import com.dylibso.chicory.wasi.WasiExitException;
import dev.agentcore.execution.StackHeadroom;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.Interruption;
import java.security.SecureRandom;
import java.util.List;

/**
 * WASI's functions on the process: its arguments and its environment, random bytes and the exit. Confined to the guest's thread.
 */
final class ProcessFunctions {
    private static final int PIECE = 64 * 1024;

    private final StringTable arguments;
    private final StringTable variables;
    private final SecureRandom random;

    ProcessFunctions(StringTable arguments, StringTable variables, SecureRandom random) {
        this.arguments = arguments;
        this.variables = variables;
        this.random = random;
    }

    List<WasiFunction> functions() {
        return List.of(
                strings("args_get", arguments::write),
                strings("args_sizes_get", arguments::writeSizes),
                strings("environ_get", variables::write),
                strings("environ_sizes_get", variables::writeSizes),
                WasiFunction.ofNoReturn("proc_exit", this::exit, I32),
                WasiFunction.of("proc_raise", this::raise, I32),
                WasiFunction.of("random_get", this::random, I32, I32),
                WasiFunction.of("sched_yield", (memory, nothing) -> {}));
    }

    /** What is written at two addresses. */
    @FunctionalInterface
    private interface Writing {
        void at(GuestMemory memory, long first, long second) throws ErrnoException;
    }

    private static WasiFunction strings(String name, Writing writing) {
        return WasiFunction.of(name, (memory, call) -> writing.at(memory, call.u32(0), call.u32(1)), I32, I32);
    }

    private void exit(GuestMemory memory, Arguments call) {
        throw new WasiExitException(call.i32(0));
    }

    private void raise(GuestMemory memory, Arguments call) throws ErrnoException {
        throw new ErrnoException(Errno.NOTSUP);
    }

    private void random(GuestMemory memory, Arguments call) throws ErrnoException {
        long address = call.u32(0);
        long length = call.u32(1);
        memory.check(address, length);
        StackHeadroom.CALL.require();
        long filled = 0;
        while (filled < length) {
            Interruption.check();
            var piece = new byte[(int) Math.min(PIECE, length - filled)];
            random.nextBytes(piece);
            memory.writeBytes(address + filled, piece, 0, piece.length);
            filled += piece.length;
        }
    }
}
