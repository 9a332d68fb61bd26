// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Store;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A stock WASI build of CPython on Chicory as its documentation shows it: the module compiled once, at run time, by a
 * compiler with its defaults, and a fresh instance for each program.
 */
final class NaiveChicory {
    public static void main(String[] args) throws Exception {
        WasmModule module = Parser.parse(Path.of(args[0]));
        var machines = MachineFactoryCompiler.builder(module)
                .withInterpreterFallback(InterpreterFallback.SILENT)
                .compile();
        try (var files = new BufferedReader(new InputStreamReader(System.in))) {
            for (String file = files.readLine(); file != null; file = files.readLine()) {
                System.out.println(run(module, machines, Files.readString(Path.of(file))));
            }
        }
    }

    private static String run(
            WasmModule module,
            java.util.function.Function<Instance, com.dylibso.chicory.runtime.Machine> machines,
            String code) {
        var options = WasiOptions.builder()
                .withStdout(System.out, false)
                .withStderr(System.err, false)
                .withArguments(List.of("python", "-c", code))
                .build();
        try (var wasi = WasiPreview1.builder().withOptions(options).build()) {
            var store = new Store().addFunction(wasi.toHostFunctions());
            store.instantiate("python", imports -> Instance.builder(module)
                    .withImportValues(imports)
                    .withMachineFactory(machines)
                    .build());
            return "done";
        } catch (WasiExitException exit) {
            return exit.exitCode() == 0 ? "done" : "failed: exit code " + exit.exitCode();
        }
    }
}
