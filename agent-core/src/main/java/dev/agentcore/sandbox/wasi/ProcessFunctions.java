// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import static dev.agentcore.sandbox.engine.ValueType.I32;

import dev.agentcore.execution.StackHeadroom;
import dev.agentcore.sandbox.engine.GuestExitException;
import dev.agentcore.sandbox.engine.Interruption;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import java.security.SecureRandom;
import java.util.List;

/**
 * WASI's functions on the process: its arguments and its environment, random bytes and the exit. Not thread-safe: used by the thread that runs the guest.
 */
final class ProcessFunctions {
    private static final int PIECE = 64 * 1024;

    private StringTable arguments;
    private StringTable variables;
    private final SecureRandom random;

    ProcessFunctions(StringTable arguments, StringTable variables, SecureRandom random) {
        this.arguments = arguments;
        this.variables = variables;
        this.random = random;
    }

    /** Replaces arguments and variables. */
    void replace(StringTable otherArguments, StringTable otherVariables) {
        arguments = otherArguments;
        variables = otherVariables;
    }

    List<WasiFunction> functions() {
        return List.of(
                strings("args_get", (memory, list, text) -> arguments.write(memory, list, text)),
                strings("args_sizes_get", (memory, count, size) -> arguments.writeSizes(memory, count, size)),
                strings("environ_get", (memory, list, text) -> variables.write(memory, list, text)),
                strings("environ_sizes_get", (memory, count, size) -> variables.writeSizes(memory, count, size)),
                WasiFunction.ofNoReturn("proc_exit", this::exit, I32),
                WasiFunction.of("proc_raise", this::raise, I32),
                WasiFunction.of("random_get", this::random, I32, I32),
                WasiFunction.of("sched_yield", (memory, nothing) -> {}));
    }

    /** The results that are written to two addresses. */
    @FunctionalInterface
    private interface Writing {
        void at(WasiMemory memory, long first, long second) throws ErrnoException;
    }

    private static WasiFunction strings(String name, Writing writing) {
        return WasiFunction.of(name, (memory, call) -> writing.at(memory, call.u32(0), call.u32(1)), I32, I32);
    }

    private void exit(WasiMemory memory, Arguments call) {
        throw new GuestExitException(call.i32(0));
    }

    private void raise(WasiMemory memory, Arguments call) throws ErrnoException {
        throw new ErrnoException(Errno.NOTSUP);
    }

    private void random(WasiMemory memory, Arguments call) throws ErrnoException {
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
