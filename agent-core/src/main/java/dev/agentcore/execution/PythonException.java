// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * An uncaught Python exception.
 *
 * @param type the name of its class, as in tracebacks
 * @param message its {@code str()}; may be empty
 * @param traceback the traceback that Python prints, with the program's own frames only
 * @param line the line of {@code main.py} that raised it, or that called the code that did; 0 if there is none
 */
public record PythonException(String type, String message, String traceback, int line) {}
