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
 * What a {@link FakeAgentCore} tells of a run. Immutable: each method returns another one.
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

    /** Prints nothing, and ends well. */
    public static FakeRun silent() {
        return new FakeRun(List.of(), List.of(), WELL, null, true);
    }

    /** Prints this on standard output, and ends well. */
    public static FakeRun printing(String text) {
        return silent().thenPrinting(text);
    }

    /**
     * Is refused: the call fails before anything has run. The failure's code, message, reason, metadata, field violations and
     * time to wait are told.
     */
    public static FakeRun refused(AgentCoreException failure) {
        return new FakeRun(List.of(), List.of(), null, Objects.requireNonNull(failure, "failure"), false);
    }

    /** Prints this on standard output too, in a piece of its own. */
    public FakeRun thenPrinting(String text) {
        return thenPrinting(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Prints these bytes on standard output too, in a piece of their own, such as half of a character. */
    public FakeRun thenPrinting(byte[] bytes) {
        return with(StandardStream.STDOUT, bytes);
    }

    /** Prints this on standard error too. */
    public FakeRun printingError(String text) {
        return with(StandardStream.STDERR, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Gives this file back, whether it was asked for or not.
     *
     * @param path absolute, such as {@code /workspace/out.csv}
     */
    public FakeRun returningFile(String path, byte[] content) {
        List<OutputFile> more = new ArrayList<>(files);
        more.add(OutputFile.of(path, 0, content.length, content));
        return new FakeRun(output, more, end, failure, starts);
    }

    /** Ends by itself with that exit code, 0 to 255. */
    public FakeRun exiting(int exitCode) {
        return ending(Outcome.COMPLETED, OptionalInt.of(exitCode), Optional.empty(), Optional.empty());
    }

    /** Ends well, with a last expression of that value. */
    public FakeRun returning(PythonValue value) {
        return ending(Outcome.COMPLETED, OptionalInt.of(0), Optional.empty(), Optional.of(value));
    }

    /** Ends by an uncaught exception, whose traceback is printed on standard error. */
    public FakeRun raising(PythonError error) {
        return printingError(error.traceback())
                .ending(Outcome.EXCEPTION, OptionalInt.of(1), Optional.of(error), Optional.empty());
    }

    /**
     * Is stopped, by a limit or otherwise.
     *
     * @throws IllegalArgumentException for {@link Outcome#UNKNOWN}, which no server says
     */
    public FakeRun stopped(Outcome outcome) {
        if (outcome == Outcome.UNKNOWN) {
            throw new IllegalArgumentException("no server says UNKNOWN");
        }
        return ending(outcome, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /** Never ends by itself, for tests of cancellation and deadlines. */
    public FakeRun hanging() {
        return new FakeRun(output, files, null, null, true);
    }

    /** The service fails when the run has printed what it prints. */
    public FakeRun failing(AgentCoreException service) {
        return new FakeRun(output, files, null, Objects.requireNonNull(service, "service"), true);
    }

    /** What the service says of it. */
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
