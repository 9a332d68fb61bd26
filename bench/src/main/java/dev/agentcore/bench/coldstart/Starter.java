// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.coldstart;

import java.io.IOException;

/** Something that can be started again and again. */
interface Starter {
    /** What it is, for people. */
    String name();

    /**
     * Starts it once and ends it again.
     *
     * @return the seconds from the start of its process until it had done what it was started for
     * @throws IOException if it did not do that
     */
    double start() throws IOException, InterruptedException;
}
