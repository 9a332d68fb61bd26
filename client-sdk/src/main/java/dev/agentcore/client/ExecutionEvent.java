// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An event of an execution: {@link Started} once, then {@link Output} any number of times, then {@link OutputFile} any number
 * of times, then {@link Finished} once.
 *
 * <p>New versions may add kinds: a {@code switch} should have a {@code default} branch.
 */
public sealed interface ExecutionEvent permits ExecutionEvent.Started, ExecutionEvent.Finished, Output, OutputFile {
    /**
     * The program is about to start. Always the first event.
     *
     * @param executionId the execution's id, as in the server's logs
     * @param limits the limits in force
     * @param interpreter the interpreter that runs the program
     */
    record Started(String executionId, Limits limits, Interpreter interpreter) implements ExecutionEvent {}

    /**
     * The program has ended. Always the last event.
     *
     * @param outcome how it ended
     * @param exitCode the program's exit code, 0 to 255, if it ended by itself
     * @param exception the uncaught exception, if that ended it
     * @param value the value of the last expression, if it was requested and there is one
     * @param usage the resources that the execution used
     * @param outputTruncated whether the program tried to print more than its output limit
     * @param stoppedAt the traceback of where the program was when it was stopped, without lines of source; empty if it was
     *     not stopped, or if that is not known
     */
    record Finished(
            Outcome outcome,
            OptionalInt exitCode,
            Optional<PythonError> exception,
            Optional<PythonValue> value,
            Usage usage,
            boolean outputTruncated,
            String stoppedAt)
            implements ExecutionEvent {
        /** The end of a program that was not stopped. */
        public Finished(
                Outcome outcome,
                OptionalInt exitCode,
                Optional<PythonError> exception,
                Optional<PythonValue> value,
                Usage usage,
                boolean outputTruncated) {
            this(outcome, exitCode, exception, value, usage, outputTruncated, "");
        }

        /** Whether the program ended by itself with exit code 0. */
        public boolean succeeded() {
            return outcome == Outcome.COMPLETED && exitCode.orElse(-1) == 0;
        }
    }
}
