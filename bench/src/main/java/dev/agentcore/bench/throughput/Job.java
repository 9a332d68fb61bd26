// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

/** What one client does again and again. Used by one thread at a time. */
interface Job extends AutoCloseable {
    /** Runs the program once and checks what it printed. */
    void run() throws Exception;

    @Override
    default void close() {}

    /** Makes a job for each client. */
    interface Source {
        Job next();
    }
}
