package dev.agentcore.client;

/** A run that a listener hears of. Thread-safe. */
public interface ExecutionHandle {
    /**
     * Stops the program if it is running, and gives its place on the server back. Does not wait: the listener hears
     * {@link ExecutionListener#onFailure} with {@link ErrorCode#CANCELLED}, unless the program has ended before. Idempotent.
     */
    void cancel();
}
