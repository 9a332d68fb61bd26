// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** Tells whether a run is to be stopped. Thread-safe. */
public interface Cancellation {
    /** Whether cancellation has been requested. Never returns to {@code false}. */
    boolean requested();

    /**
     * Registers an action that runs once, when cancellation is requested; at once if it has been already. The action must be
     * short and must not throw.
     */
    void onRequest(Runnable action);

    /** A cancellation that is never requested. */
    static Cancellation never() {
        return new Cancellation() {
            @Override
            public boolean requested() {
                return false;
            }

            @Override
            public void onRequest(Runnable action) {
                // It never runs.
            }
        };
    }
}
