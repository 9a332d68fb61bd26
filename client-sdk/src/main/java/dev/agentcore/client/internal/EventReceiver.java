package dev.agentcore.client.internal;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ExecutionEvent;
import org.jspecify.annotations.Nullable;

/** Where a {@link ProgramCall} sends what it hears; called by one thread at a time. */
public interface EventReceiver {
    /** The next event. */
    void event(ExecutionEvent event);

    /** Nothing comes after this; {@code failure} is null if the run has been told to its end. */
    void ended(@Nullable AgentCoreException failure);
}
