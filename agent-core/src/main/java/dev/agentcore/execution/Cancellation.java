// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** Whether somebody wants a run to stop. Safe for use by many threads. */
public interface Cancellation {
    /** Whether it was asked for; never goes back to {@code false}. */
    boolean requested();

    /**
     * Has {@code action} run once it is asked for, at once if it was already. Actions must be short and must not throw.
     */
    void onRequest(Runnable action);

    /** One that is never asked for. */
    static Cancellation never() {
        return new Cancellation() {
            @Override
            public boolean requested() {
                return false;
            }

            @Override
            public void onRequest(Runnable action) {
                // Nobody will ask.
            }
        };
    }
}
