// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

/** How an execution ended. New versions may add values: a {@code switch} should have a {@code default} branch. */
public enum Outcome {
    /** The program ended by itself, after its last statement or by {@code sys.exit}, with any exit code. */
    COMPLETED,
    /** An uncaught exception, which may be a {@code SyntaxError}, ended the program. */
    EXCEPTION,
    /** The program exceeded its wall time limit. */
    WALL_TIME_EXCEEDED,
    /** The program exceeded its CPU time limit. */
    CPU_TIME_EXCEEDED,
    /** The program exceeded its memory limit and did not catch the {@code MemoryError}. */
    MEMORY_EXCEEDED,
    /** The program exceeded its output limit. The output within the limit has been delivered. */
    OUTPUT_EXCEEDED,
    /** The program exceeded its scratch limit and did not catch the {@code OSError}. */
    SCRATCH_EXCEEDED,
    /** The program was stopped on request, and not by this caller. */
    CANCELLED,
    /** The program crashed the interpreter: a WebAssembly trap or a stack overflow. */
    CRASHED,
    /**
     * The server's process that ran the program ended. What the program had printed was delivered; it may have run to any point,
     * and was not run again. Not the program's fault, unless it happens again with the same program.
     */
    SANDBOX_LOST,
    /** An outcome that this version of the client does not know; treat it as a failure of the program. */
    UNKNOWN;

    /** Whether the program exceeded a limit. */
    public boolean isLimit() {
        return switch (this) {
            case WALL_TIME_EXCEEDED, CPU_TIME_EXCEEDED, MEMORY_EXCEEDED, OUTPUT_EXCEEDED, SCRATCH_EXCEEDED -> true;
            case COMPLETED, EXCEPTION, CANCELLED, CRASHED, SANDBOX_LOST, UNKNOWN -> false;
        };
    }
}
