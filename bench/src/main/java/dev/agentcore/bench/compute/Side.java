// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.compute;

import java.io.IOException;

/** A way to run Python. Not thread-safe. */
interface Side extends AutoCloseable {
    /** Its name in tables. */
    String name();

    /**
     * Runs a program in a fresh interpreter.
     *
     * @return its standard output
     * @throws IOException if it failed; the message says why
     */
    String run(String code) throws IOException, InterruptedException;

    @Override
    default void close() {}
}
