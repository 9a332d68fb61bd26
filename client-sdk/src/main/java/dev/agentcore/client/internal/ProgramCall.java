// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

/**
 * An execution that can be started, and that delivers only requested events, so that a slow reader slows the program down.
 * {@link #request} and {@link #cancel} are thread-safe, and may be called before the start.
 */
public interface ProgramCall {
    /**
     * The number of events to buffer by default: at most half a megabyte, which keeps a connection busy and needs little memory.
     */
    int AHEAD = 8;

    /** Sends the program. Called once. */
    void start(EventReceiver receiver);

    /**
     * Requests {@code count} more events.
     *
     * @param count positive; {@link Long#MAX_VALUE} is unbounded
     */
    void request(long count);

    /** Stops the execution unless it has ended. The receiver gets a failure. Idempotent. */
    void cancel(String why);
}
