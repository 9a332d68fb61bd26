// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench;

/** Receives a benchmark's progress messages. Thread-safe. */
@FunctionalInterface
public interface Progress {
    /** Receives one line, without its terminator. */
    void say(String line);
}
