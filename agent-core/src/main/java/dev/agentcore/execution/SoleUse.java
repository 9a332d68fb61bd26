// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.concurrent.atomic.AtomicBoolean;

/** Finds out when a {@link Sandbox} is used by two threads at a time, or after it has been closed. Thread-safe. */
public final class SoleUse {
    private final AtomicBoolean used = new AtomicBoolean();

    /** Not in use. */
    public SoleUse() {}

    /**
     * Begins a use.
     *
     * @throws IllegalStateException if one has begun and has not ended
     */
    public void begin() {
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException("the sandbox is in use by another thread, or closed");
        }
    }

    /** Ends the use. */
    public void end() {
        used.set(false);
    }
}
