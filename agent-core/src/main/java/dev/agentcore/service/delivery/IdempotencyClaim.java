// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.Rejection;

/** The result of claiming a request id. */
public sealed interface IdempotencyClaim {
    /**
     * The call is the first with its id. Its run must be submitted now, and the journal must be given the run's end, whatever
     * happens.
     *
     * @param journal takes the run's events
     * @param subscription the call's, as of the run's first event
     */
    record First(RunJournal journal, Subscription subscription) implements IdempotencyClaim {}

    /**
     * A run with the id exists: the call reads it from its beginning. Events that it has already are sent from the first
     * {@link Subscription#ready()} on.
     *
     * @param execution the run's id
     * @param subscription the call's
     */
    record Joined(ExecutionId execution, Subscription subscription) implements IdempotencyClaim {}

    /**
     * The call cannot be served. Nothing has run on its behalf, and its stream is not used.
     *
     * @param rejection why
     */
    record Rejected(Rejection rejection) implements IdempotencyClaim {}
}
