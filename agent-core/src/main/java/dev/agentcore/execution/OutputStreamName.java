// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** Where a program prints. */
public enum OutputStreamName {
    /** File descriptor 1. */
    STDOUT,
    /** File descriptor 2. */
    STDERR
}
