// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

/** An output stream of a program. */
public enum StandardStream {
    /** Standard output, file descriptor 1. */
    STDOUT,
    /** Standard error, file descriptor 2. */
    STDERR
}
