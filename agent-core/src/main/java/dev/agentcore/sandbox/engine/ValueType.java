// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

/** The types of a host function's parameters. */
public enum ValueType {
    /** A 32-bit integer. */
    I32,
    /** A 64-bit integer. */
    I64
}
