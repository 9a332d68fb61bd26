// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ExecutionEvent;
import org.jspecify.annotations.Nullable;

/** Receives the events of a {@link ProgramCall}. Called by one thread at a time. */
public interface EventReceiver {
    /** The next event. */
    void event(ExecutionEvent event);

    /** The last call; {@code failure} is null if all events have been delivered. */
    void ended(@Nullable AgentCoreException failure);
}
