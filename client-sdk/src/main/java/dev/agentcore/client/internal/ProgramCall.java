package dev.agentcore.client.internal;

/**
 * A run that can be started, and whose events come only as they are asked for: so a reader's pace becomes the guest's.
 * {@link #request} and {@link #cancel} may be called by any thread, before the start too.
 */
public interface ProgramCall {
    /** Sends the program. Called once. */
    void start(EventReceiver receiver);

    /**
     * Lets {@code count} more events come.
     *
     * @param count positive; {@link Long#MAX_VALUE} is without bound
     */
    void request(long count);

    /** Stops the run unless it has ended. The receiver hears of it, as of a failure. Idempotent. */
    void cancel(String why);
}
