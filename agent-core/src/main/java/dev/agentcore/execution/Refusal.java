package dev.agentcore.execution;

import java.time.Duration;

/**
 * Why a run was not begun. Nothing of it has run, so it may be tried again, here or elsewhere.
 *
 * @param reason what was wanting
 * @param retryAfter how long to wait before trying here again
 */
public record Refusal(Reason reason, Duration retryAfter) {
    /** What was wanting. */
    public enum Reason {
        /** All slots are taken and no more calls may wait, or what they bring is too much together. */
        QUEUE_FULL,
        /** The call waited as long as it may, and no slot came free. */
        QUEUE_TIMEOUT,
        /** The server is going down. */
        DRAINING
    }
}
