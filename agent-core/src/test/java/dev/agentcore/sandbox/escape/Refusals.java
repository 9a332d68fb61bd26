// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.client.Outcome;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;

/** Tries many expressions in one program, each of which must raise. */
final class Refusals {
    private static final String PROGRAM = """
            import os, sys
            for line in sys.stdin.read().splitlines():
                expression, expected = (part.strip() for part in line.rsplit(" | ", 1))
                try:
                    answer = f"returned {eval(expression)!r}"
                except BaseException as error:
                    number = getattr(error, "errno", None) or getattr(getattr(error, "reason", None), "errno", None)
                    answer = type(error).__name__ + (f" {number}" if number else "")
                if answer != expected:
                    print(f"{expression}: {answer}, not {expected}")
            """;

    private Refusals() {}

    /**
     * Tries them.
     *
     * @param table a line for each: the expression, a bar, and the exception's class with its number if it has one; or
     *     {@code returned} and what it returns
     */
    static void attempt(AttackedServer server, String table) {
        PythonResult result = server.attack(PythonProgram.builder(PROGRAM)
                .stdin(table)
                .file("data.txt", "kept")
                .build());
        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.COMPLETED);
        assertThat(result.stdout()).isEmpty();
    }
}
