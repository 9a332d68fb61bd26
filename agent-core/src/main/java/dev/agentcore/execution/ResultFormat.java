// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** In what form the value of a program's last expression is wanted. */
public enum ResultFormat {
    /** Not at all: it is not computed apart. */
    NONE,
    /** As {@code repr()}. */
    REPR,
    /** As JSON, and as {@code repr()} too. */
    JSON
}
