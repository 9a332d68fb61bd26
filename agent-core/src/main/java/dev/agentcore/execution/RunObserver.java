// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** Watches runs, as logs and metrics do. Safe for use by many threads. */
public interface RunObserver {
    /**
     * Called when a request has come, before it is admitted.
     *
     * @return a sink that passes all it hears on to {@code sink}, or that one itself
     */
    EventSink observe(ExecutionRequest request, EventSink sink);

    /** Called when a call has come to nothing before that. */
    default void turnedAway(TurnedAway call) {}
}
