// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

/** The format in which the value of a program's last expression is returned. */
public enum ResultFormat {
    /** The value is not returned. */
    NONE,
    /** As its {@code repr()}. */
    REPR,
    /** As JSON (RFC 8259, so without NaN and infinities), and as its {@code repr()}. */
    JSON
}
