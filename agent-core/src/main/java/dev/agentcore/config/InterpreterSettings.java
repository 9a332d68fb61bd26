// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The interpreter that runs programs. Immutable.
 *
 * @param module a WASI command module (preview 1) that behaves like {@code python -c}; null for the built-in interpreter
 * @param cache the directory for the compiled module; its content runs in this process, so nobody else may have write access
 */
public record InterpreterSettings(@Nullable Path module, Path cache) {
    /** The built-in interpreter. */
    public static InterpreterSettings builtIn() {
        return new InterpreterSettings(
                null, Path.of(System.getProperty("user.home"), ".cache", "agent-core", "interpreters"));
    }

    /** Another interpreter. */
    public InterpreterSettings withModule(Path other) {
        return new InterpreterSettings(other, cache);
    }

    /** A copy with another cache folder. */
    public InterpreterSettings withCache(Path other) {
        return new InterpreterSettings(module, other);
    }
}
