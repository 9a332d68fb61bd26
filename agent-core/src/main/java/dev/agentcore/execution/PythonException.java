// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * An uncaught Python exception.
 *
 * @param type the class's name, as tracebacks show it
 * @param message {@code str()} of it, maybe empty
 * @param traceback as Python prints it, the program's own frames only
 * @param line the line of {@code main.py} that raised it, or called what did; 0 if there is none
 */
public record PythonException(String type, String message, String traceback, int line) {}
