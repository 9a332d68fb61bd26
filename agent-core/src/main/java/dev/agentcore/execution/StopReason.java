// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** Why a running program was stopped from outside. */
public enum StopReason {
    /** It exceeded its wall time. */
    WALL_TIME(Outcome.WALL_TIME_EXCEEDED),
    /** It exceeded its CPU time. */
    CPU_TIME(Outcome.CPU_TIME_EXCEEDED),
    /** Its cancellation was requested. */
    CANCELLED(Outcome.CANCELLED);

    private final Outcome outcome;

    StopReason(Outcome outcome) {
        this.outcome = outcome;
    }

    /** The outcome of a run that was stopped for this reason. */
    public Outcome outcome() {
        return outcome;
    }
}
