// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import java.io.IOException;

/** One way to run Python. Used by one thread. */
interface Side extends AutoCloseable {
    /** What tables call it. */
    String name();

    /**
     * Runs a program in a fresh interpreter.
     *
     * @return what it printed on standard output
     * @throws IOException if it failed, saying why
     */
    String run(String code) throws IOException, InterruptedException;

    @Override
    default void close() {}
}
