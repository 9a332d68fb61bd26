// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

/**
 * A Python program did not succeed. Thrown only by {@link PythonResult#orThrow()}. The message is one line about how it
 * ended; everything else, such as the traceback, is in {@link #result()}.
 */
public final class PythonFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient PythonResult result;

    PythonFailedException(PythonResult result) {
        super(describe(result));
        this.result = result;
    }

    /** How the program ended and what it printed. */
    public PythonResult result() {
        return result;
    }

    private static String describe(PythonResult result) {
        String outcome = result.outcome().name();
        if (result.exception().isPresent()) {
            PythonError error = result.exception().get();
            String message = error.message().isEmpty()
                    ? ""
                    : ": " + error.message().lines().findFirst().orElse("");
            String line = error.line().isPresent() ? " (line " + error.line().getAsInt() + ")" : "";
            return outcome + ": " + error.type() + message + line;
        }
        return result.exitCode().isPresent()
                ? outcome + ": exit code " + result.exitCode().getAsInt()
                : outcome;
    }
}
