// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import dev.agentcore.client.Capabilities;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.ExecutionEvent.Finished;
import dev.agentcore.client.ExecutionEvent.Started;
import dev.agentcore.client.FileProblem;
import dev.agentcore.client.GuestImage;
import dev.agentcore.client.Interpreter;
import dev.agentcore.client.Limits;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.Output;
import dev.agentcore.client.OutputFile;
import dev.agentcore.client.PythonError;
import dev.agentcore.client.PythonValue;
import dev.agentcore.client.ResultFormat;
import dev.agentcore.client.StandardStream;
import dev.agentcore.client.Usage;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionResult;
import dev.agentcore.v1.GetCapabilitiesResponse;
import dev.agentcore.v1.PythonException;
import dev.agentcore.v1.Value;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Maps responses to the API's types. Unknown kinds are left out, or mapped to UNKNOWN. */
final class Events {
    private Events() {}

    /** The event of a message; empty for a message without an event for the reader. */
    static Optional<ExecutionEvent> fromWire(ExecutePythonResponse message) {
        return switch (message.getEventCase()) {
            case STARTED ->
                Optional.of(new Started(
                        message.getStarted().getExecutionId(),
                        limits(message.getStarted().getLimits()),
                        interpreter(message.getStarted().getInterpreter())));
            case OUTPUT -> output(message.getOutput());
            case FILE -> Optional.of(file(message.getFile()));
            case RESULT -> Optional.of(finished(message.getResult()));
            case KEEP_ALIVE, EVENT_NOT_SET -> Optional.empty();
        };
    }

    static Capabilities capabilities(GetCapabilitiesResponse message) {
        return new Capabilities(
                message.getServerVersion(),
                interpreter(message.getInterpreter()),
                limits(message.getDefaultLimits()),
                limits(message.getMaximumLimits()),
                message.getMinimumMemoryBytes(),
                message.getSlotCount(),
                message.getQueueCapacity(),
                message.getResultFormatsList().stream()
                        .flatMap(format -> resultFormat(format).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                message.getMountPathsList(),
                duration(message.getReplayTime()),
                message.getImagesList().stream().map(Events::image).toList());
    }

    private static GuestImage image(dev.agentcore.v1.GuestImage message) {
        return new GuestImage(
                message.getName(),
                interpreter(message.getInterpreter()),
                message.getPackagesList().stream()
                        .map(one -> new GuestImage.InstalledPackage(one.getName(), one.getVersion()))
                        .toList(),
                message.getIsDefault());
    }

    private static OutputFile file(dev.agentcore.v1.OutputFile message) {
        return problem(message.getProblem())
                .map(problem -> OutputFile.problem(message.getPath(), message.getSize(), problem))
                .orElseGet(() -> OutputFile.of(
                        message.getPath(),
                        message.getOffset(),
                        message.getSize(),
                        message.getData().toByteArray()));
    }

    private static Optional<FileProblem> problem(dev.agentcore.v1.OutputFileProblem problem) {
        return switch (problem) {
            case OUTPUT_FILE_PROBLEM_UNSPECIFIED -> Optional.empty();
            case OUTPUT_FILE_PROBLEM_MISSING -> Optional.of(FileProblem.MISSING);
            case OUTPUT_FILE_PROBLEM_TOO_LARGE -> Optional.of(FileProblem.TOO_LARGE);
            case OUTPUT_FILE_PROBLEM_TOO_MANY -> Optional.of(FileProblem.TOO_MANY);
            case OUTPUT_FILE_PROBLEM_READER_TOO_SLOW -> Optional.of(FileProblem.READER_TOO_SLOW);
            case UNRECOGNIZED -> Optional.of(FileProblem.INCOMPLETE);
        };
    }

    private static Optional<ExecutionEvent> output(dev.agentcore.v1.Output message) {
        return standardStream(message.getStream())
                .map(stream ->
                        Output.of(stream, message.getOffset(), message.getData().toByteArray()));
    }

    private static Optional<StandardStream> standardStream(dev.agentcore.v1.OutputStream stream) {
        return switch (stream) {
            case OUTPUT_STREAM_STDOUT -> Optional.of(StandardStream.STDOUT);
            case OUTPUT_STREAM_STDERR -> Optional.of(StandardStream.STDERR);
            case OUTPUT_STREAM_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Finished finished(ExecutionResult message) {
        return new Finished(
                outcome(message.getOutcome()),
                message.hasExitCode() ? OptionalInt.of(message.getExitCode()) : OptionalInt.empty(),
                message.hasException() ? Optional.of(error(message.getException())) : Optional.empty(),
                message.hasValue() ? Optional.of(value(message.getValue())) : Optional.empty(),
                usage(message.getUsage()),
                message.getOutputTruncated(),
                message.getStoppedAt());
    }

    private static Outcome outcome(dev.agentcore.v1.Outcome outcome) {
        return switch (outcome) {
            case OUTCOME_COMPLETED -> Outcome.COMPLETED;
            case OUTCOME_EXCEPTION -> Outcome.EXCEPTION;
            case OUTCOME_WALL_TIME_EXCEEDED -> Outcome.WALL_TIME_EXCEEDED;
            case OUTCOME_CPU_TIME_EXCEEDED -> Outcome.CPU_TIME_EXCEEDED;
            case OUTCOME_MEMORY_EXCEEDED -> Outcome.MEMORY_EXCEEDED;
            case OUTCOME_OUTPUT_EXCEEDED -> Outcome.OUTPUT_EXCEEDED;
            case OUTCOME_SCRATCH_EXCEEDED -> Outcome.SCRATCH_EXCEEDED;
            case OUTCOME_CANCELLED -> Outcome.CANCELLED;
            case OUTCOME_CRASHED -> Outcome.CRASHED;
            case OUTCOME_SANDBOX_LOST -> Outcome.SANDBOX_LOST;
            case OUTCOME_UNSPECIFIED, UNRECOGNIZED -> Outcome.UNKNOWN;
        };
    }

    private static PythonError error(PythonException message) {
        return new PythonError(
                message.getType(),
                message.getMessage(),
                message.getTraceback(),
                message.getLine() > 0 ? OptionalInt.of(message.getLine()) : OptionalInt.empty());
    }

    private static PythonValue value(Value message) {
        return new PythonValue(
                message.getRepr(),
                message.hasJson() ? Optional.of(message.getJson()) : Optional.empty(),
                message.getJsonError().isEmpty() ? Optional.empty() : Optional.of(message.getJsonError()));
    }

    private static Usage usage(dev.agentcore.v1.Usage message) {
        return new Usage(
                duration(message.getWallTime()),
                duration(message.getCpuTime()),
                duration(message.getQueueTime()),
                duration(message.getStartTime()),
                message.getPeakMemoryBytes(),
                message.getStdoutBytes(),
                message.getStderrBytes());
    }

    private static Limits limits(dev.agentcore.v1.Limits message) {
        return new Limits(
                duration(message.getWallTime()),
                duration(message.getCpuTime()),
                message.getMemoryBytes(),
                message.getOutputBytes(),
                message.getScratchBytes(),
                message.getThreads());
    }

    private static Interpreter interpreter(dev.agentcore.v1.Interpreter message) {
        return new Interpreter(message.getName(), message.getVersion(), message.getEngine());
    }

    private static Optional<ResultFormat> resultFormat(dev.agentcore.v1.ResultFormat format) {
        return switch (format) {
            case RESULT_FORMAT_REPR -> Optional.of(ResultFormat.REPR);
            case RESULT_FORMAT_JSON -> Optional.of(ResultFormat.JSON);
            case RESULT_FORMAT_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Duration duration(com.google.protobuf.Duration message) {
        return Duration.ofSeconds(message.getSeconds(), message.getNanos());
    }
}
