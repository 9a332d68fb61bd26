package dev.agentcore.client.internal;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ExecutionEvent;
import org.jspecify.annotations.Nullable;

/** Where an {@link ExecutionCall} sends what it hears. Called on a thread of the transport's: must not block. */
interface EventReceiver {
    /** The next event. */
    void event(ExecutionEvent event);

    /** Nothing comes after this; {@code failure} is null if the run has been told to its end. */
    void ended(@Nullable AgentCoreException failure);
}
