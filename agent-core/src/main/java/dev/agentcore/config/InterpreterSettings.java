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
 * @param engine what executes the built-in interpreter; a module of the operator's is always executed by the JVM
 * @param fallback whether the JVM executes it where the engine cannot be used, instead of no start
 */
public record InterpreterSettings(@Nullable Path module, Path cache, Engine engine, boolean fallback) {
    /** What executes the interpreter's WebAssembly module. */
    public enum Engine {
        /** Chicory: classes of this JVM. */
        JVM,
        /** wasmtime: native code in this process. */
        NATIVE
    }

    /** On the JVM. */
    public InterpreterSettings(@Nullable Path module, Path cache) {
        this(module, cache, Engine.JVM, false);
    }

    /** The built-in interpreter. */
    public static InterpreterSettings builtIn() {
        return new InterpreterSettings(
                null, Path.of(System.getProperty("user.home"), ".cache", "agent-core", "interpreters"));
    }

    /** Another interpreter. */
    public InterpreterSettings withModule(Path other) {
        return new InterpreterSettings(other, cache, engine, fallback);
    }

    /** A copy with another cache folder. */
    public InterpreterSettings withCache(Path other) {
        return new InterpreterSettings(module, other, engine, fallback);
    }

    /** A copy on another engine. */
    public InterpreterSettings withEngine(Engine other) {
        return new InterpreterSettings(module, cache, other, fallback);
    }
}
