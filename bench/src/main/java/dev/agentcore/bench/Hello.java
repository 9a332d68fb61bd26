// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/** The smallest program with output. */
public final class Hello {
    /** Its source. */
    public static final String CODE = "print(\"hello\")";

    /** Its output. */
    public static final String OUTPUT = "hello\n";

    private Hello() {}

    /**
     * Checks the output of a run.
     *
     * @throws IllegalStateException if the output differs
     */
    public static void check(String printed) {
        if (!printed.equals(OUTPUT)) {
            throw new IllegalStateException("unexpected output instead of hello: " + printed);
        }
    }
}
