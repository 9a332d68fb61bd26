// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The result of a program that ran.
 *
 * @param outcome how it ended
 * @param exitCode 0 to 255; empty if the program was stopped
 * @param exception the uncaught exception that ended it; null if there was none
 * @param value the value of its last expression; null if it was not requested or there is none
 * @param usage the resources that it used
 * @param outputTruncated whether it exceeded its output limit
 * @param stoppedAt the traceback of where it was when it was stopped, without lines of source; empty if it was not, or if
 *     that is not known
 */
public record ExecutionResult(
        Outcome outcome,
        OptionalInt exitCode,
        @Nullable PythonException exception,
        @Nullable ResultValue value,
        Usage usage,
        boolean outputTruncated,
        String stoppedAt) {
    /** The result of a program that was not stopped. */
    public ExecutionResult(
            Outcome outcome,
            OptionalInt exitCode,
            @Nullable PythonException exception,
            @Nullable ResultValue value,
            Usage usage,
            boolean outputTruncated) {
        this(outcome, exitCode, exception, value, usage, outputTruncated, "");
    }

    /** A copy with what was saved after the program was stopped. */
    public ExecutionResult withSalvage(String traceback, long stdoutBytes, long stderrBytes, boolean truncated) {
        return new ExecutionResult(
                outcome,
                exitCode,
                exception,
                value,
                usage.withOutput(stdoutBytes, stderrBytes),
                outputTruncated || truncated,
                traceback);
    }

    /** A copy with another usage. */
    public ExecutionResult withUsage(Usage other) {
        return new ExecutionResult(outcome, exitCode, exception, value, other, outputTruncated, stoppedAt);
    }
}
