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
 * @param isolation where programs run
 * @param processes how many processes a tenant may have, if programs run in processes
 */
public record InterpreterSettings(
        @Nullable Path module, Path cache, Engine engine, boolean fallback, Isolation isolation, int processes) {
    /** What executes the interpreter's WebAssembly module. */
    public enum Engine {
        /** Chicory: classes of this JVM. */
        JVM,
        /** wasmtime: native code. */
        NATIVE
    }

    /** Where programs run. */
    public enum Isolation {
        /** In processes with the native engine, in this process with the JVM. */
        AUTO,
        /** In supervised child processes, each for one tenant. */
        PROCESS,
        /** In the server's process. */
        IN_PROCESS
    }

    /** On the JVM. */
    public InterpreterSettings(@Nullable Path module, Path cache) {
        this(module, cache, Engine.JVM, false, Isolation.AUTO, 1);
    }

    /** The built-in interpreter. */
    public static InterpreterSettings builtIn() {
        return new InterpreterSettings(
                null, Path.of(System.getProperty("user.home"), ".cache", "agent-core", "interpreters"));
    }

    /** Whether programs run in processes of their own. */
    public boolean isInProcesses() {
        return isolation == Isolation.PROCESS
                || (isolation == Isolation.AUTO && engine == Engine.NATIVE && module == null);
    }

    /** Another interpreter. */
    public InterpreterSettings withModule(Path other) {
        return new InterpreterSettings(other, cache, engine, fallback, isolation, processes);
    }

    /** A copy with another cache folder. */
    public InterpreterSettings withCache(Path other) {
        return new InterpreterSettings(module, other, engine, fallback, isolation, processes);
    }

    /** A copy on another engine. */
    public InterpreterSettings withEngine(Engine other) {
        return new InterpreterSettings(module, cache, other, fallback, isolation, processes);
    }

    /** A copy that falls back to the JVM. */
    public InterpreterSettings withFallback() {
        return new InterpreterSettings(module, cache, engine, true, isolation, processes);
    }

    /** A copy with another place for programs. */
    public InterpreterSettings withIsolation(Isolation other) {
        return new InterpreterSettings(module, cache, engine, fallback, other, processes);
    }
}
