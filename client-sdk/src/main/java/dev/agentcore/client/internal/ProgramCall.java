package dev.agentcore.client.internal;

/**
 * A run that can be started, and whose events come only as they are asked for: so a reader's pace becomes the guest's.
 * {@link #request} and {@link #cancel} may be called by any thread, before the start too.
 */
public interface ProgramCall {
    /**
     * How many events to ask for before any has been read, where the reader does not say: half a megabyte at most, which is
     * enough to keep a connection busy, and little to hold.
     */
    int AHEAD = 8;

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
