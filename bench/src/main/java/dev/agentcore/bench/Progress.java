// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/** Hears how far a benchmark is. Safe for use by many threads. */
@FunctionalInterface
public interface Progress {
    /** Says one line, without its end. */
    void say(String line);
}
