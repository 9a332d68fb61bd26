// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** The form in which the value of a program's last expression is returned. */
public enum ResultFormat {
    /** It is not returned. */
    NONE,
    /** By its {@code repr()}. */
    REPR,
    /** As JSON, and by its {@code repr()}. */
    JSON
}
