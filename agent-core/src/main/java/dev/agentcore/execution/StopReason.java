// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** Why a running program was stopped from outside. */
public enum StopReason {
    /** Its wall time was over. */
    WALL_TIME(Outcome.WALL_TIME_EXCEEDED),
    /** Its CPU time was over. */
    CPU_TIME(Outcome.CPU_TIME_EXCEEDED),
    /** Somebody asked for it. */
    CANCELLED(Outcome.CANCELLED);

    private final Outcome outcome;

    StopReason(Outcome outcome) {
        this.outcome = outcome;
    }

    /** How a run that was stopped so has ended. */
    public Outcome outcome() {
        return outcome;
    }
}
