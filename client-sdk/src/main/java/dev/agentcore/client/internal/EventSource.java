// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import dev.agentcore.client.ExecutionEvent;
import java.util.Iterator;

/**
 * The events of an execution, for one blocking thread. After a failure of the service, every call of {@link #hasNext()} throws
 * {@link dev.agentcore.client.AgentCoreException}.
 */
public interface EventSource extends Iterator<ExecutionEvent>, AutoCloseable {
    /** Cancels the execution unless it has ended. Thread-safe and idempotent. */
    @Override
    void close();
}
