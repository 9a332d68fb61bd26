// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** What runs on behalf of a watched thread, on threads of its own. Called by the watchdog's thread and others. */
public interface Watched {
    /** Stops all of it, as an interruption stops the watched thread. Called again until the watch ends. */
    void stop();

    /** Called every few milliseconds while the watch lasts. Must not wait. */
    void tick();

    /** The CPU time that it has taken so far, besides the watched thread's, in nanoseconds. Never decreases. */
    long cpuNanos();

    /** Nothing: the watched thread is alone. */
    static Watched nothing() {
        return new Watched() {
            @Override
            public void stop() {}

            @Override
            public void tick() {}

            @Override
            public long cpuNanos() {
                return 0;
            }
        };
    }
}
