// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command;

import static dev.agentcore.sandbox.command.CommandModules.NOTHING;
import static dev.agentcore.sandbox.command.CommandModules.exiting;
import static dev.agentcore.sandbox.command.CommandModules.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.agentcore.guest.WasmBinary;
import dev.agentcore.sandbox.wasi.WasiFunction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An interpreter that cannot be used is refused at the start, in one line that says why. */
@Timeout(60)
final class CustomInterpreterTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatIsNotThere() {
        Path absent = folder.resolve("python.wasm");
        assertThat(refusal(absent)).isEqualTo(absent + " does not exist");
    }

    @Test
    void aFolder() {
        assertThat(refusal(folder)).isEqualTo(folder + " cannot be read: Is a directory");
    }

    @Test
    void aFileThatIsNoWebAssembly() {
        Path text = CommandModules.file(folder, "#!/usr/bin/python3\n".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(text)).startsWith(text + " is not a WebAssembly module: ");
        Path empty = CommandModules.file(folder, new byte[0]);
        assertThat(refusal(empty)).startsWith(empty + " is not a WebAssembly module: ");
    }

    @Test
    void aModuleThatIsCutOffAnywhere() {
        byte[] whole = exiting(number(0)).data(8, new byte[100]).assemble();
        for (int length = 0; length < whole.length; length++) {
            Path cut = CommandModules.file(folder, Arrays.copyOf(whole, length));
            assertThat(refusal(cut)).startsWith(cut + " ").doesNotContain("\n");
        }
    }

    @Test
    void aModuleThatImportsWhatThereIsNot() {
        var binary = new WasmBinary()
                .importFunction(WasiFunction.MODULE, "proc_exit", CommandModules.EXIT)
                .importFunction("env", "host_call", NOTHING)
                .importFunction("wasi_unstable", "proc_exit", CommandModules.EXIT)
                .function("_start", NOTHING);
        Path file = CommandModules.file(folder, binary);
        assertThat(refusal(file))
                .isEqualTo(
                        file
                                + " imports functions that this server does not provide: env.host_call, wasi_unstable.proc_exit");
    }

    @Test
    void aModuleThatImportsMuchThatThereIsNot() {
        var binary = new WasmBinary().function("_start", NOTHING);
        for (int i = 0; i < 7; i++) {
            binary.importFunction("env", "f" + i, NOTHING);
        }
        assertThat(refusal(CommandModules.file(folder, binary)))
                .endsWith(
                        " imports functions that this server does not provide: env.f0, env.f1, env.f2, env.f3, env.f4 and 2 more");
    }

    @Test
    void aModuleThatImportsAFunctionOfWasisWithOtherParameters() {
        var binary = new WasmBinary()
                .importFunction(WasiFunction.MODULE, "proc_exit", NOTHING)
                .function("_start", NOTHING);
        assertThat(refusal(CommandModules.file(folder, binary)))
                .endsWith(" imports functions that this server does not provide: wasi_snapshot_preview1.proc_exit");
    }

    @Test
    void aModuleWithoutAStart() {
        String refusal = " is not a command module: it does not export _start, a function without parameters";
        assertThat(refusal(CommandModules.file(folder, new WasmBinary().function("_initialize", NOTHING))))
                .endsWith(refusal);
        var other = FunctionType.of(List.of(ValType.I32), List.of());
        assertThat(refusal(CommandModules.file(folder, new WasmBinary().function("_start", other))))
                .endsWith(refusal);
    }

    @Test
    void aModuleThatIsNoPython() {
        Path file = CommandModules.file(folder, exiting(number(3)));
        assertThat(refusal(file))
                .isEqualTo(file + " does not behave like python -c: asked for its version, it ended as COMPLETED and"
                        + " exit code 3, with nothing on standard output and nothing on standard error");
    }

    @Test
    void aModuleThatTraps() {
        Path file = CommandModules.file(folder, new WasmBinary().function("_start", NOTHING, (byte) 0));
        assertThat(refusal(file)).contains(" it ended as CRASHED, with nothing on ");
    }

    private String refusal(Path wasm) {
        var refusal = catchThrowableOfType(
                IllegalArgumentException.class, () -> CustomInterpreter.load(wasm, folder.resolve("cache"), List.of()));
        return String.valueOf(refusal.getMessage());
    }
}
