// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.coldstart;

import java.io.IOException;

/** A process that can be started repeatedly. */
interface Starter {
    /** Its description. */
    String name();

    /**
     * Starts the process once and ends it.
     *
     * @return the seconds from the start of the process until it had done its work
     * @throws IOException if it did not do its work
     */
    double start() throws IOException, InterruptedException;
}
