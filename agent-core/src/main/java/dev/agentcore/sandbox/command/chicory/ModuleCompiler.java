// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.compiler.internal.CompilerResult;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import java.util.HashMap;
import java.util.Map;

/**
 * Compiles modules to JVM classes. A function for which no method is large enough is left to Chicory's interpreter, which
 * is some hundred times slower; in a stock CPython that is the evaluation loop itself. Stateless.
 *
 * <p>Bypasses {@code MachineFactoryCompiler}, which consists of the same parts, but does not report which functions it leaves
 * to the interpreter.
 */
final class ModuleCompiler {
    private ModuleCompiler() {}

    /**
     * Compiles a module. For a Python, takes half a minute and half a gigabyte of heap.
     *
     * @param module the module
     * @param bytes what it was read from
     * @throws RuntimeException if it has something that Chicory cannot compile, SIMD for one
     */
    static CompiledModule compile(WasmModule module, byte[] bytes) {
        CompilerResult result = Compiler.builder(module)
                .withInterpreterFallback(InterpreterFallback.SILENT)
                .withClassCollectorFactory(ByteClassCollector::new)
                .build()
                .compile();
        Map<String, byte[]> classes = new HashMap<>();
        result.classBytes().forEach((name, content) -> classes.put(name.replace('/', '.'), content));
        int imported = module.importSection().count(ExternalType.FUNCTION);
        return new CompiledModule(
                result.collector().mainClassName(),
                classes,
                BodilessModule.of(bytes, imported, result.interpretedFunctions()),
                module.functionSection().functionCount(),
                result.interpretedFunctions().size());
    }
}
