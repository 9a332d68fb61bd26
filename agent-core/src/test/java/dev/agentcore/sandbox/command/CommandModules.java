// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.agentcore.guest.WasmBinary;
import dev.agentcore.sandbox.wasi.WasiFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small command modules, as files. */
final class CommandModules {
    static final FunctionType NOTHING = FunctionType.empty();
    static final FunctionType EXIT = FunctionType.of(List.of(ValType.I32), List.of());

    private static final byte CALL = 0x10;
    private static final byte CONST = 0x41;

    private CommandModules() {}

    /** One that does this and then ends with the exit code that is on the stack. */
    static WasmBinary exiting(byte[] code) {
        return new WasmBinary()
                .importFunction(WasiFunction.MODULE, "proc_exit", EXIT)
                .function("_start", NOTHING, WasmBinary.join(code, new byte[] {CALL, 0}));
    }

    /** Puts a number onto the stack. */
    static byte[] number(int value) {
        return WasmBinary.join(new byte[] {CONST}, WasmBinary.signed(value));
    }

    /** Writes a module into a new file. */
    static Path file(Path folder, WasmBinary binary) {
        return file(folder, binary.assemble());
    }

    /** Writes a new file. */
    static Path file(Path folder, byte[] content) {
        try {
            return Files.write(Files.createTempFile(folder, "module-", ".wasm"), content);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
