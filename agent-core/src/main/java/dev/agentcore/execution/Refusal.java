// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
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
        /**
         * All slots are taken and no more calls may wait, or what they bring is too much together, or a call of a tenant with
         * fewer had to have its place.
         */
        QUEUE_FULL,
        /** As many of the tenant's runs have a slot or wait as it may have. */
        TENANT_QUEUE_FULL,
        /** The tenant sends more in a minute than it may. */
        TENANT_RATE,
        /** The call waited as long as it may, and no slot came free. */
        QUEUE_TIMEOUT,
        /** The run that the call waited for was given up by the call that it was for, before it began. */
        ABANDONED,
        /** The server is going down. */
        DRAINING,
        /** An operator took it out of the queue. It is not meant to be tried again. */
        OPERATOR
    }
}
