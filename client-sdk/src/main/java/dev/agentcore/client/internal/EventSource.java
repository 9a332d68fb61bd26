package dev.agentcore.client.internal;

import dev.agentcore.client.ExecutionEvent;
import java.util.Iterator;

/**
 * The events of one run, waited for by one thread. {@link #hasNext()} throws
 * {@link dev.agentcore.client.AgentCoreException} when the service failed, each time it is asked.
 */
public interface EventSource extends Iterator<ExecutionEvent>, AutoCloseable {
    /** Cancels the run unless it has ended. Any thread; idempotent. */
    @Override
    void close();
}
