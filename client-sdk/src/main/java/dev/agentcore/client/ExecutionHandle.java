// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

/** An execution whose events a listener receives. Thread-safe. */
public interface ExecutionHandle {
    /**
     * Stops the program if it is running, and frees its slot. Does not wait: the listener is called with {@link
     * ExecutionListener#onFailure} and {@link ErrorCode#CANCELLED}, unless the program has already ended. Idempotent.
     */
    void cancel();
}
