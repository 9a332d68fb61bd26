// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/** The smallest program that shows something, and what it shows. */
public final class Hello {
    /** Its source. */
    public static final String CODE = "print(\"hello\")";

    /** What it prints. */
    public static final String OUTPUT = "hello\n";

    private Hello() {}

    /**
     * Checks what a run of it printed.
     *
     * @throws IllegalStateException if that is anything else
     */
    public static void check(String printed) {
        if (!printed.equals(OUTPUT)) {
            throw new IllegalStateException("it should have printed hello, and printed: " + printed);
        }
    }
}
