// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.fake;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.Interpreter;
import dev.agentcore.client.Limits;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.Output;
import dev.agentcore.client.OutputFile;
import dev.agentcore.client.PythonError;
import dev.agentcore.client.PythonValue;
import dev.agentcore.client.StandardStream;
import dev.agentcore.client.Usage;
import dev.agentcore.client.internal.InProcessService.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The events of an execution by {@link FakeAgentCore}. Immutable: methods return modified copies.
 *
 * <pre>{@code
 * FakeRun run = FakeRun.printing("working\n").printingError("careful\n").exiting(3);
 * }</pre>
 */
public final class FakeRun {
    private static final Usage NOTHING = new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, 0);
    private static final ExecutionEvent.Finished WELL = new ExecutionEvent.Finished(
            Outcome.COMPLETED, OptionalInt.of(0), Optional.empty(), Optional.empty(), NOTHING, false);

    private final List<Output> output;
    private final List<OutputFile> files;
    private final ExecutionEvent.@Nullable Finished end;
    private final @Nullable AgentCoreException failure;
    private final boolean starts;

    private FakeRun(
            List<Output> output,
            List<OutputFile> files,
            ExecutionEvent.@Nullable Finished end,
            @Nullable AgentCoreException failure,
            boolean starts) {
        this.output = List.copyOf(output);
        this.files = List.copyOf(files);
        this.end = end;
        this.failure = failure;
        this.starts = starts;
    }

    /** Prints nothing and exits with 0. */
    public static FakeRun silent() {
        return new FakeRun(List.of(), List.of(), WELL, null, true);
    }

    /** Prints a text on standard output and exits with 0. */
    public static FakeRun printing(String text) {
        return silent().thenPrinting(text);
    }

    /**
     * Rejects the call before the program starts. The client receives the failure's code, message, reason, metadata, field
     * violations and retry delay.
     */
    public static FakeRun refused(AgentCoreException failure) {
        return new FakeRun(List.of(), List.of(), null, Objects.requireNonNull(failure, "failure"), false);
    }

    /** Also prints a text on standard output, as a separate chunk. */
    public FakeRun thenPrinting(String text) {
        return thenPrinting(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Also prints bytes on standard output, as a separate chunk, such as a part of a character. */
    public FakeRun thenPrinting(byte[] bytes) {
        return with(StandardStream.STDOUT, bytes);
    }

    /** Also prints a text on standard error. */
    public FakeRun printingError(String text) {
        return with(StandardStream.STDERR, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns a file, whether it was requested or not.
     *
     * @param path the absolute path, such as {@code /workspace/out.csv}
     */
    public FakeRun returningFile(String path, byte[] content) {
        List<OutputFile> more = new ArrayList<>(files);
        more.add(OutputFile.of(path, 0, content.length, content));
        return new FakeRun(output, more, end, failure, starts);
    }

    /** Exits with this code, 0 to 255. */
    public FakeRun exiting(int exitCode) {
        return ending(Outcome.COMPLETED, OptionalInt.of(exitCode), Optional.empty(), Optional.empty());
    }

    /** Exits with 0, with this value of the last expression. */
    public FakeRun returning(PythonValue value) {
        return ending(Outcome.COMPLETED, OptionalInt.of(0), Optional.empty(), Optional.of(value));
    }

    /** Ends with an uncaught exception, whose traceback is printed on standard error. */
    public FakeRun raising(PythonError error) {
        return printingError(error.traceback())
                .ending(Outcome.EXCEPTION, OptionalInt.of(1), Optional.of(error), Optional.empty());
    }

    /**
     * Ends with this outcome, such as an exceeded limit.
     *
     * @throws IllegalArgumentException for {@link Outcome#UNKNOWN}, which no server sends
     */
    public FakeRun stopped(Outcome outcome) {
        if (outcome == Outcome.UNKNOWN) {
            throw new IllegalArgumentException("no server sends UNKNOWN");
        }
        return ending(outcome, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /** Never ends, for tests of cancellation and deadlines. */
    public FakeRun hanging() {
        return new FakeRun(output, files, null, null, true);
    }

    /** Fails after the output, with this failure of the service. */
    public FakeRun failing(AgentCoreException service) {
        return new FakeRun(output, files, null, Objects.requireNonNull(service, "service"), true);
    }

    /** The response of the service. */
    Answer answer(String executionId, Limits limits, Interpreter interpreter) {
        List<ExecutionEvent> events = new ArrayList<>();
        if (starts) {
            events.add(new ExecutionEvent.Started(executionId, limits, interpreter));
        }
        events.addAll(output);
        events.addAll(files);
        if (end != null) {
            events.add(new ExecutionEvent.Finished(
                    end.outcome(),
                    end.exitCode(),
                    end.exception(),
                    end.value(),
                    new Usage(
                            Duration.ZERO,
                            Duration.ZERO,
                            Duration.ZERO,
                            Duration.ZERO,
                            0,
                            printed(StandardStream.STDOUT),
                            printed(StandardStream.STDERR)),
                    end.outcome() == Outcome.OUTPUT_EXCEEDED));
        }
        return new Answer(events, failure);
    }

    private FakeRun ending(
            Outcome outcome, OptionalInt exitCode, Optional<PythonError> error, Optional<PythonValue> value) {
        return new FakeRun(
                output,
                files,
                new ExecutionEvent.Finished(outcome, exitCode, error, value, NOTHING, false),
                null,
                true);
    }

    private FakeRun with(StandardStream stream, byte[] bytes) {
        List<Output> more = new ArrayList<>(output);
        more.add(Output.of(stream, printed(stream), bytes));
        return new FakeRun(more, files, end, failure, starts);
    }

    private long printed(StandardStream stream) {
        return output.stream()
                .filter(piece -> piece.stream() == stream)
                .mapToLong(Output::size)
                .sum();
    }
}
