// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.replay;

import dev.agentcore.execution.ExecutionId;

/** What became of a call with a request's id. */
public sealed interface Claim {
    /**
     * It is the first with that id: its run is to be begun, and then its reader.
     *
     * @param run hears what becomes of the run, and is to hear how it ends, whatever happens
     * @param reader tells the call of it
     */
    record First(RememberedRun run, Reader reader) implements Claim {}

    /**
     * There is such a run already.
     *
     * @param execution its name
     * @param reader tells the call of it, from its beginning, once begun
     */
    record Again(ExecutionId execution, Reader reader) implements Claim {}

    /**
     * It cannot be served. Nothing has run on its behalf.
     *
     * @param execution the run that has the id; a new one's if there are too many
     */
    record Refused(Reason reason, ExecutionId execution) implements Claim {}

    /** Why a call cannot be served. */
    enum Reason {
        /** The id is another request's. */
        OTHER_REQUEST,
        /** The run has been, or goes on, and its beginning is held no longer. */
        GONE,
        /** As many calls read the run as may. */
        TOO_MANY_READERS,
        /** As many runs are remembered as may be, and none of them has ended. */
        TOO_MANY_RUNS
    }
}
