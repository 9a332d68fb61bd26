// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

/** What one client does repeatedly. Not thread-safe. */
public interface Job extends AutoCloseable {
    /** Runs the program once and checks its output. */
    void run() throws Exception;

    @Override
    default void close() {}

    /** Creates a job for each client. */
    interface Source {
        Job next();
    }
}
