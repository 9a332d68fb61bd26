// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

/** One way of running a program, whose latency is measured. */
interface Side extends AutoCloseable {
    /** What tables call it. */
    String name();

    /**
     * Runs the program once and checks what it printed.
     *
     * @return what it took, in nanoseconds
     * @throws IllegalStateException if it did not print what it should
     */
    long run() throws Exception;

    @Override
    default void close() {}
}
