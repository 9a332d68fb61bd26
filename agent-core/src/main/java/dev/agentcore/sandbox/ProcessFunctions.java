package dev.agentcore.sandbox;

import static com.dylibso.chicory.wasm.types.ValType.I32;

import com.dylibso.chicory.wasi.WasiExitException;
import dev.agentcore.execution.StackHeadroom;
import java.security.SecureRandom;
import java.util.List;

/**
 * WASI's functions on the process: no arguments and no environment, which a guest gets by its own request, random bytes
 * and the exit. Confined to the guest's thread.
 */
final class ProcessFunctions {
    private static final int PIECE = 64 * 1024;

    private final SecureRandom random;

    ProcessFunctions(SecureRandom random) {
        this.random = random;
    }

    List<WasiFunction> functions() {
        return List.of(
                WasiFunction.of("args_get", this::none, I32, I32),
                WasiFunction.of("args_sizes_get", this::noSizes, I32, I32),
                WasiFunction.of("environ_get", this::none, I32, I32),
                WasiFunction.of("environ_sizes_get", this::noSizes, I32, I32),
                WasiFunction.ofNoReturn("proc_exit", this::exit, I32),
                WasiFunction.of("proc_raise", this::raise, I32),
                WasiFunction.of("random_get", this::random, I32, I32),
                WasiFunction.of("sched_yield", this::none));
    }

    private void none(GuestMemory memory, Arguments arguments) {}

    private void noSizes(GuestMemory memory, Arguments arguments) throws ErrnoException {
        memory.writeInt(arguments.u32(0), 0);
        memory.writeInt(arguments.u32(1), 0);
    }

    private void exit(GuestMemory memory, Arguments arguments) {
        throw new WasiExitException(arguments.i32(0));
    }

    private void raise(GuestMemory memory, Arguments arguments) throws ErrnoException {
        throw new ErrnoException(Errno.NOTSUP);
    }

    private void random(GuestMemory memory, Arguments arguments) throws ErrnoException {
        long address = arguments.u32(0);
        long length = arguments.u32(1);
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
