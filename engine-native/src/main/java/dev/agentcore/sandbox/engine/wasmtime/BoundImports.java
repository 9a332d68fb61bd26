// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import dev.agentcore.sandbox.engine.HostFunction;
import java.util.List;

/** What an instance imports, by the numbers that the library has for the functions. Immutable. */
record BoundImports(List<HostFunction> functions) {
    BoundImports {
        functions = List.copyOf(functions);
    }

    HostFunction function(int number) {
        return functions.get(number);
    }
}
