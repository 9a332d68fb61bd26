// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.chicory;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.ValueType;
import java.util.List;

/** Host functions as Chicory imports them. Stateless. */
public final class ChicoryImports {
    private static final List<ValType> INT = List.of(ValType.I32);
    private static final long[] NOTHING = {};

    private ChicoryImports() {}

    /** The functions, for an instance with this memory. */
    public static ImportValues of(List<HostFunction> functions, GuestMemory memory) {
        var imports = new com.dylibso.chicory.runtime.HostFunction[functions.size()];
        for (int i = 0; i < imports.length; i++) {
            imports[i] = of(functions.get(i), memory);
        }
        return ImportValues.builder().addFunction(imports).build();
    }

    private static com.dylibso.chicory.runtime.HostFunction of(HostFunction function, GuestMemory memory) {
        HostFunction.Body body = function.body();
        if (function.returnsInt()) {
            return new com.dylibso.chicory.runtime.HostFunction(
                    function.module(), function.name(), type(function), (instance, slots) ->
                            new long[] {body.call(memory, slots)});
        }
        return new com.dylibso.chicory.runtime.HostFunction(
                function.module(), function.name(), type(function), (instance, slots) -> {
                    body.call(memory, slots);
                    return NOTHING;
                });
    }

    /** A function's type as Chicory has it. */
    public static FunctionType type(HostFunction function) {
        return FunctionType.of(
                function.parameters().stream().map(ChicoryImports::type).toList(),
                function.returnsInt() ? INT : List.of());
    }

    private static ValType type(ValueType type) {
        return switch (type) {
            case I32 -> ValType.I32;
            case I64 -> ValType.I64;
        };
    }
}
