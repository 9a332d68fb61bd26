// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** The stream that a program prints to. */
public enum OutputStreamName {
    /** File descriptor 1. */
    STDOUT,
    /** File descriptor 2. */
    STDERR
}
