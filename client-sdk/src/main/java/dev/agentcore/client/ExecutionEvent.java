package dev.agentcore.client;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One event of a run: {@link Started} once, then {@link Output} any number of times, then {@link OutputFile} any number
 * of times, then {@link Finished} once.
 *
 * <p>There may be more kinds in time; a {@code switch} with a {@code default} branch survives that.
 */
public sealed interface ExecutionEvent permits ExecutionEvent.Started, ExecutionEvent.Finished, Output, OutputFile {
    /**
     * The program is about to run. Always first.
     *
     * @param executionId names this run in the server's logs
     * @param limits the limits in force
     * @param interpreter what runs the program
     */
    record Started(String executionId, Limits limits, Interpreter interpreter) implements ExecutionEvent {}

    /**
     * How the program ended. Always last.
     *
     * @param outcome how it ended
     * @param exitCode the program's exit code, 0 to 255, if it ended by itself
     * @param exception the uncaught exception, if that ended it
     * @param value the value of the last expression, if it was asked for and there is one
     * @param usage what the run used
     * @param outputTruncated whether the program tried to print more than it was allowed to
     */
    record Finished(
            Outcome outcome,
            OptionalInt exitCode,
            Optional<PythonError> exception,
            Optional<PythonValue> value,
            Usage usage,
            boolean outputTruncated)
            implements ExecutionEvent {
        /** Whether the program ended by itself with exit code 0. */
        public boolean succeeded() {
            return outcome == Outcome.COMPLETED && exitCode.orElse(-1) == 0;
        }
    }
}
