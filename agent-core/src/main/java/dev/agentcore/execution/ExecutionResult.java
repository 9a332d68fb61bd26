// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended and what it used.
 *
 * @param outcome how it ended
 * @param exitCode 0 to 255, if the program ended by itself
 * @param exception what ended it, if that was an uncaught exception
 * @param value the last expression's, if it was asked for and there is one
 * @param usage what it used
 * @param outputTruncated whether it tried to print more than it was allowed to
 */
public record ExecutionResult(
        Outcome outcome,
        OptionalInt exitCode,
        @Nullable PythonException exception,
        @Nullable ResultValue value,
        Usage usage,
        boolean outputTruncated) {
    /** The same with another usage. */
    public ExecutionResult withUsage(Usage other) {
        return new ExecutionResult(outcome, exitCode, exception, value, other, outputTruncated);
    }
}
