// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * The interpreter that runs the programs.
 *
 * @param name its name, such as {@code CPython}
 * @param version its version, such as {@code 3.13.15}
 */
public record Interpreter(String name, String version) {}
