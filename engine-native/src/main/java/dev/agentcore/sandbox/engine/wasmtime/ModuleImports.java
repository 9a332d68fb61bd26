// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The functions that a module imports, in its order. Immutable.
 *
 * @param functions each as a line of the library's
 */
record ModuleImports(List<String> functions) {
    ModuleImports {
        functions = List.copyOf(functions);
    }

    static ModuleImports parse(String lines) {
        return new ModuleImports(lines.lines().toList());
    }

    /**
     * Finds what the module imports.
     *
     * @throws IllegalArgumentException if something is missing, or has another type
     */
    BoundImports bind(List<HostFunction> offered) {
        var byLine = new HashMap<String, HostFunction>();
        offered.forEach(function -> byLine.put(line(function), function));
        var bound = new ArrayList<HostFunction>();
        for (String line : functions) {
            HostFunction function = byLine.get(line);
            if (function == null) {
                throw new IllegalArgumentException("the module imports " + line.replace('\t', ' '));
            }
            bound.add(function);
        }
        return new BoundImports(bound);
    }

    private static String line(HostFunction function) {
        String parameters = function.parameters().stream()
                .map(type -> type == ValueType.I64 ? "l" : "i")
                .collect(Collectors.joining());
        return function.module()
                + '\t'
                + function.name()
                + '\t'
                + parameters
                + '\t'
                + (function.returnsInt() ? "i" : "");
    }
}
