// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;

/** Observes one run. Called by one thread at a time; must not block and must not throw. */
public interface RunObservation {
    /** The program is about to run, on this thread, which also ends the run. */
    default void started(RunEvent.Started event) {}

    /** The run starts to return its files. */
    default void filesBegan() {}

    /** The run is about to end; the end has not been delivered to the caller yet. */
    default void ending(RunEnd end) {}

    /**
     * The run has ended, and the end has been delivered to the caller.
     *
     * @param outputWait how long the program waited for its output to be taken; zero if it never ran
     */
    default void ended(RunEnd end, Duration outputWait) {}
}
