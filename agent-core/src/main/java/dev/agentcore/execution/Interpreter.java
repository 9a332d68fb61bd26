// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * The interpreter that runs the programs.
 *
 * @param name its name, such as {@code CPython}
 * @param version its version, such as {@code 3.13.15}
 * @param engine what executes its WebAssembly module: {@link #JVM}, or the name of another one
 */
public record Interpreter(String name, String version, String engine) {
    /** The engine that is always there. */
    public static final String JVM = "jvm";

    /** An interpreter on the JVM. */
    public Interpreter(String name, String version) {
        this(name, version, JVM);
    }
}
