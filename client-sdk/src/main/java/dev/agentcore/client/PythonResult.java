// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a program ended, with all of its output. Immutable.
 *
 * <pre>{@code
 * PythonResult result = client.run("1/0");
 * result.outcome();                          // EXCEPTION
 * result.exception().orElseThrow().type();   // ZeroDivisionError
 * result.orThrow();                          // throws PythonFailedException
 * }</pre>
 */
public final class PythonResult {
    private final String executionId;
    private final CapturedOutput output;
    private final OutputFiles files;
    private final ExecutionEvent.Finished end;
    private final @Nullable Limits limits;

    private PythonResult(
            String executionId,
            @Nullable Limits limits,
            CapturedOutput output,
            OutputFiles files,
            ExecutionEvent.Finished end) {
        this.limits = limits;
        this.files = Objects.requireNonNull(files, "files");
        this.executionId = Objects.requireNonNull(executionId, "executionId");
        this.output = Objects.requireNonNull(output, "output");
        this.end = Objects.requireNonNull(end, "end");
    }

    /** A result of these parts. */
    public static PythonResult of(String executionId, CapturedOutput output, ExecutionEvent.Finished end) {
        return new PythonResult(executionId, null, output, OutputFiles.none(), end);
    }

    /** A result of these parts. */
    public static PythonResult of(
            String executionId, CapturedOutput output, OutputFiles files, ExecutionEvent.Finished end) {
        return new PythonResult(executionId, null, output, files, end);
    }

    /** A result with the limits that were in force. */
    static PythonResult of(
            ExecutionEvent.Started started, CapturedOutput output, OutputFiles files, ExecutionEvent.Finished end) {
        return new PythonResult(started.executionId(), started.limits(), output, files, end);
    }

    /** The execution's id, as in the server's logs. */
    public String executionId() {
        return executionId;
    }

    /** How the program ended. */
    public Outcome outcome() {
        return end.outcome();
    }

    /** The program's exit code, 0 to 255; empty if the program did not end by itself. */
    public OptionalInt exitCode() {
        return end.exitCode();
    }

    /** The uncaught exception, if one ended the program. */
    public Optional<PythonError> exception() {
        return end.exception();
    }

    /** The value of the last expression, if {@link PythonProgram#resultFormat} requested it and there is one. */
    public Optional<PythonValue> value() {
        return end.value();
    }

    /** The limits that were in force. Always present in the results of a client. */
    public Optional<Limits> limits() {
        return Optional.ofNullable(limits);
    }

    /** The resources that the execution used. */
    public Usage usage() {
        return end.usage();
    }

    /** Whether the program tried to print more than its output limit. The output within the limit is here. */
    public boolean outputTruncated() {
        return end.outputTruncated();
    }

    /**
     * The traceback of where the program was when a limit or a cancellation stopped it, without lines of source; empty if it
     * was not stopped, or if that is not known.
     */
    public String stoppedAt() {
        return end.stoppedAt();
    }

    /** Standard output as UTF-8 text, with U+FFFD for malformed input. */
    public String stdout() {
        return output.stdout();
    }

    /** Standard error as UTF-8 text, with U+FFFD for malformed input. */
    public String stderr() {
        return output.stderr();
    }

    /** A copy of the bytes of standard output. */
    public byte[] stdoutBytes() {
        return output.stdoutBytes();
    }

    /** A copy of the bytes of standard error. */
    public byte[] stderrBytes() {
        return output.stderrBytes();
    }

    /** The returned files; see {@link PythonProgram.Builder#outputPath}. */
    public OutputFiles files() {
        return files;
    }

    /** Whether the program ended by itself with exit code 0. */
    public boolean succeeded() {
        return end.succeeded();
    }

    /**
     * Returns this result if the program succeeded.
     *
     * @throws PythonFailedException if it did not
     */
    public PythonResult orThrow() {
        if (!succeeded()) {
            throw new PythonFailedException(this);
        }
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PythonResult that
                && executionId.equals(that.executionId)
                && Objects.equals(limits, that.limits)
                && output.equals(that.output)
                && files.equals(that.files)
                && end.equals(that.end);
    }

    @Override
    public int hashCode() {
        return Objects.hash(executionId, limits, output, files, end);
    }

    @Override
    public String toString() {
        return "PythonResult[" + executionId + ", " + end + ", " + output + ", " + files + "]";
    }
}
