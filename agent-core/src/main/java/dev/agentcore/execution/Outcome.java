// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** How a run ended. */
public enum Outcome {
    /** By itself; the exit code says the rest. */
    COMPLETED,
    /** By an uncaught exception. */
    EXCEPTION,
    /** By the limit on wall time. */
    WALL_TIME_EXCEEDED,
    /** By the limit on CPU time. */
    CPU_TIME_EXCEEDED,
    /** By an uncaught MemoryError under the limit on memory. */
    MEMORY_EXCEEDED,
    /** By the limit on output. */
    OUTPUT_EXCEEDED,
    /** By an uncaught OSError under the limit on scratch space. */
    SCRATCH_EXCEEDED,
    /** Because it was asked to. */
    CANCELLED,
    /** By a WebAssembly trap, or because the interpreter's stack ran out. */
    CRASHED
}
