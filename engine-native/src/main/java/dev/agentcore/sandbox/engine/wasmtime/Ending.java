// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

/**
 * How a call ended.
 *
 * @param text why, if it did not return
 */
record Ending(Kind kind, String text) {
    /** As {@code Outcome} in the library. */
    enum Kind {
        RETURNED,
        STOPPED,
        UNREACHABLE,
        MEMORY,
        STACK,
        OTHER,
        FAILED;

        private static Kind of(long outcome) {
            return switch ((int) outcome) {
                case 0 -> RETURNED;
                case 1 -> STOPPED;
                case 2 -> UNREACHABLE;
                case 3 -> MEMORY;
                case 4 -> STACK;
                case 5 -> OTHER;
                default -> FAILED;
            };
        }
    }

    static Ending of(long outcome, String text) {
        return new Ending(Kind.of(outcome), text);
    }
}
