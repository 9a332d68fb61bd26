// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

/** A way to run a program, whose latency is measured. */
public interface Side extends AutoCloseable {
    /** Its name in tables. */
    String name();

    /**
     * Runs the program once and checks its output.
     *
     * @return the latency in nanoseconds
     * @throws IllegalStateException if the output is unexpected
     */
    long run() throws Exception;

    @Override
    default void close() {}
}
