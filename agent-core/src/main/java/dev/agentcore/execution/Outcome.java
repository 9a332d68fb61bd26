// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** How a program ended. */
public enum Outcome {
    /** It ended by itself, with an exit code. */
    COMPLETED,
    /** It ended by an uncaught exception. */
    EXCEPTION,
    /** It was stopped at its wall time limit. */
    WALL_TIME_EXCEEDED,
    /** It was stopped at its CPU time limit. */
    CPU_TIME_EXCEEDED,
    /** It ended by an uncaught {@code MemoryError}, at its memory limit. */
    MEMORY_EXCEEDED,
    /** It was stopped at its output limit. */
    OUTPUT_EXCEEDED,
    /** It ended by an uncaught {@code OSError}, at its limit of scratch space. */
    SCRATCH_EXCEEDED,
    /** It was stopped by a cancellation. */
    CANCELLED,
    /** It ended by a WebAssembly trap, or exhausted the interpreter's stack. */
    CRASHED,
    /** The process that ran it ended, or had to be ended. What it had printed until then was delivered. */
    SANDBOX_LOST
}
