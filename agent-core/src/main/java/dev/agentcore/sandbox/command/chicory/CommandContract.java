// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Import;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.chicory.ChicoryImports;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The requirements on a command module: it imports only allowed functions, defines one memory, and exports
 * {@code _start}. Immutable.
 *
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/application-abi.md">WASI application ABI</a>
 */
final class CommandContract {
    /** The export whose call is the module's whole run. */
    static final String START = "_start";

    /** The maximum number of imports in a message. */
    private static final int NAMED = 5;

    private final List<HostFunction> functions;

    /** @param functions the allowed imports */
    CommandContract(List<HostFunction> functions) {
        this.functions = List.copyOf(functions);
    }

    /**
     * Returns if a module meets the requirements.
     *
     * @throws IllegalArgumentException if not; the message says what is wrong, in half a line
     */
    void check(WasmModule module) {
        List<String> missing = missing(module);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("imports functions that this server does not provide: "
                    + missing.stream().limit(NAMED).collect(Collectors.joining(", "))
                    + (missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : ""));
        }
        if (!exportsStart(module)) {
            throw new IllegalArgumentException(
                    "is not a command module: it does not export %s, a function without parameters".formatted(START));
        }
        int memories =
                module.memorySection().map(section -> section.memoryCount()).orElse(0);
        if (memories != 1
                || module.memorySection().orElseThrow().getMemory(0).limits().shared()) {
            throw new IllegalArgumentException("is not a command module: it does not define exactly one memory");
        }
        if (module.startSection().isPresent()) {
            throw new IllegalArgumentException("is not a command module: it runs code before %s".formatted(START));
        }
    }

    private List<String> missing(WasmModule module) {
        var missing = new ArrayList<String>();
        for (int i = 0; i < module.importSection().importCount(); i++) {
            Import each = module.importSection().getImport(i);
            if (!provided(module, each)) {
                missing.add(each.module() + "." + each.name());
            }
        }
        return missing;
    }

    private boolean provided(WasmModule module, Import wanted) {
        if (!(wanted instanceof FunctionImport function)) {
            return false;
        }
        FunctionType type = module.typeSection().getType(function.typeIndex());
        return functions.stream()
                .anyMatch(each -> each.module().equals(wanted.module())
                        && each.name().equals(wanted.name())
                        && ChicoryImports.type(each).equals(type));
    }

    private static boolean exportsStart(WasmModule module) {
        int imported = module.importSection().count(ExternalType.FUNCTION);
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            Export export = module.exportSection().getExport(i);
            if (export.name().equals(START) && export.exportType() == ExternalType.FUNCTION) {
                FunctionType type = export.index() < imported
                        ? null
                        : module.functionSection().getFunctionType(export.index() - imported, module.typeSection());
                return FunctionType.empty().equals(type);
            }
        }
        return false;
    }
}
