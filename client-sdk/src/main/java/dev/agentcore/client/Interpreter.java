// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

/**
 * A Python interpreter.
 *
 * @param name the name, such as {@code CPython}
 * @param version the version, such as {@code 3.13.15}
 * @param engine what executes it: {@code jvm}, or {@code native} for native code; empty if the server does not say
 */
public record Interpreter(String name, String version, String engine) {
    /** An interpreter of which the engine is not known. */
    public Interpreter(String name, String version) {
        this(name, version, "");
    }
}
