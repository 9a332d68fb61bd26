// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;

/**
 * One caller's stream of a run's events, as a face implements it. Called by one thread at a time, under the journal's lock;
 * no method blocks or throws.
 *
 * <p>A face whose protocol blocks reads from a {@link BlockingRunStream} instead.
 */
public interface RunStream {
    /** Whether the protocol takes more without buffering it beyond its bound. */
    boolean isReady();

    /** Sends an event. It is accepted even if the stream is not ready: a bounded number of events goes over. */
    void send(RunEvent event);

    /** Sends a sign of life, because nothing was sent for a while. */
    void sendKeepAlive();

    /** Ends the stream. The last call. */
    void end(RunEnd end);
}
