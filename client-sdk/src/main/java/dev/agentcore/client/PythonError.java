// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.util.OptionalInt;

/**
 * An uncaught Python exception.
 *
 * @param type the name of the class as in tracebacks, such as {@code ZeroDivisionError}
 * @param message the exception's {@code str()}; may be empty
 * @param traceback the traceback as Python prints it, with the program's own frames only
 * @param line the line of {@code main.py} that raised it, or that called what raised it; empty if there is none
 */
public record PythonError(String type, String message, String traceback, OptionalInt line) {}
