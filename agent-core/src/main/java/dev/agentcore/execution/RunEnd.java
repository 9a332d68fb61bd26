// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** How a run ended. Every submitted run has exactly one end, and nothing happens after it. */
public sealed interface RunEnd {
    /**
     * The program ran; its output is complete, and its slot is free again.
     *
     * @param result how it ended and what it used
     */
    record Finished(ExecutionResult result) implements RunEnd {}

    /**
     * The run was rejected. Nothing of it has run, unless the rejection says otherwise.
     *
     * @param rejection why
     */
    record Rejected(Rejection rejection) implements RunEnd {}

    /** The caller went away, or its deadline passed, before the program began. Nothing of it has run. */
    record Abandoned() implements RunEnd {}

    /**
     * An internal error ended the run.
     *
     * @param execution the run's id, by which the log can be searched
     * @param cause the error; for logs only, never for callers
     * @param started whether the program had started; if so, it may have run in part
     */
    record Failed(ExecutionId execution, Throwable cause, boolean started) implements RunEnd {}
}
