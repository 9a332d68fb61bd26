// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.face.grpc.call.Durations;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionResult;
import dev.agentcore.v1.Interpreter;
import dev.agentcore.v1.KeepAlive;
import dev.agentcore.v1.Limits;
import dev.agentcore.v1.Outcome;
import dev.agentcore.v1.Output;
import dev.agentcore.v1.OutputFile;
import dev.agentcore.v1.OutputFileProblem;
import dev.agentcore.v1.OutputStream;
import dev.agentcore.v1.PythonException;
import dev.agentcore.v1.ResultFormat;
import dev.agentcore.v1.Started;
import dev.agentcore.v1.Usage;
import dev.agentcore.v1.Value;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the domain's events and values to the wire's. */
final class EventMapping {
    private static final ExecutePythonResponse KEEP_ALIVE = ExecutePythonResponse.newBuilder()
            .setKeepAlive(KeepAlive.getDefaultInstance())
            .build();

    private EventMapping() {}

    /** All formats of a value except {@code NONE}, in the wire's order. */
    static List<ResultFormat> toProto(Set<dev.agentcore.execution.ResultFormat> formats) {
        return Stream.of(ResultFormat.RESULT_FORMAT_REPR, ResultFormat.RESULT_FORMAT_JSON)
                .filter(format -> formats.contains(Objects.requireNonNull(RequestMapping.toResultFormat(format))))
                .toList();
    }

    static ExecutePythonResponse toProto(RunEvent event) {
        return switch (event) {
            case RunEvent.Started started -> started(started.request(), started.interpreter());
            case RunEvent.Output output ->
                output(output.stream(), UnsafeByteOperations.unsafeWrap(output.data()), output.offset());
            case RunEvent.File file -> file(file.piece());
        };
    }

    private static ExecutePythonResponse started(
            ExecutionRequest request, dev.agentcore.execution.Interpreter interpreter) {
        var started = Started.newBuilder()
                .setExecutionId(request.id().value())
                .setLimits(toProto(request.limits()))
                .setInterpreter(toProto(interpreter));
        return ExecutePythonResponse.newBuilder().setStarted(started).build();
    }

    private static ExecutePythonResponse output(OutputStreamName stream, ByteString data, long offset) {
        var output =
                Output.newBuilder().setStream(toProto(stream)).setData(data).setOffset(offset);
        return ExecutePythonResponse.newBuilder().setOutput(output).build();
    }

    private static ExecutePythonResponse file(dev.agentcore.execution.OutputFile piece) {
        var file = OutputFile.newBuilder()
                .setPath(piece.path())
                .setData(UnsafeByteOperations.unsafeWrap(piece.data().toByteArray()))
                .setOffset(piece.offset())
                .setSize(piece.size())
                .setProblem(toProto(piece.problem()));
        return ExecutePythonResponse.newBuilder().setFile(file).build();
    }

    private static OutputFileProblem toProto(dev.agentcore.execution.OutputFile.@Nullable Problem problem) {
        return switch (problem) {
            case null -> OutputFileProblem.OUTPUT_FILE_PROBLEM_UNSPECIFIED;
            case MISSING -> OutputFileProblem.OUTPUT_FILE_PROBLEM_MISSING;
            case TOO_LARGE -> OutputFileProblem.OUTPUT_FILE_PROBLEM_TOO_LARGE;
            case TOO_MANY -> OutputFileProblem.OUTPUT_FILE_PROBLEM_TOO_MANY;
            case READER_TOO_SLOW -> OutputFileProblem.OUTPUT_FILE_PROBLEM_READER_TOO_SLOW;
        };
    }

    static ExecutePythonResponse keepAlive() {
        return KEEP_ALIVE;
    }

    static ExecutePythonResponse result(dev.agentcore.execution.ExecutionResult result) {
        var message = ExecutionResult.newBuilder()
                .setOutcome(toProto(result.outcome()))
                .setUsage(toProto(result.usage()))
                .setOutputTruncated(result.outputTruncated())
                .setStoppedAt(result.stoppedAt());
        result.exitCode().ifPresent(message::setExitCode);
        var exception = result.exception();
        if (exception != null) {
            message.setException(PythonException.newBuilder()
                    .setType(exception.type())
                    .setMessage(exception.message())
                    .setTraceback(exception.traceback())
                    .setLine(exception.line()));
        }
        var value = result.value();
        if (value != null) {
            message.setValue(toProto(value));
        }
        return ExecutePythonResponse.newBuilder().setResult(message).build();
    }

    static Limits toProto(dev.agentcore.execution.Limits limits) {
        return Limits.newBuilder()
                .setWallTime(Durations.toProto(limits.wallTime()))
                .setCpuTime(Durations.toProto(limits.cpuTime()))
                .setMemoryBytes(limits.memoryBytes())
                .setOutputBytes(limits.outputBytes())
                .setScratchBytes(limits.scratchBytes())
                .setThreads(limits.threads())
                .build();
    }

    static Interpreter toProto(dev.agentcore.execution.Interpreter interpreter) {
        return Interpreter.newBuilder()
                .setName(interpreter.name())
                .setVersion(interpreter.version())
                .setEngine(interpreter.engine())
                .build();
    }

    private static Value.Builder toProto(dev.agentcore.execution.ResultValue value) {
        var message = Value.newBuilder().setRepr(value.repr());
        if (value.json() != null) {
            message.setJson(value.json());
        }
        if (value.jsonError() != null) {
            message.setJsonError(value.jsonError());
        }
        return message;
    }

    private static Usage.Builder toProto(dev.agentcore.execution.Usage usage) {
        return Usage.newBuilder()
                .setWallTime(Durations.toProto(usage.wallTime()))
                .setCpuTime(Durations.toProto(usage.cpuTime()))
                .setQueueTime(Durations.toProto(usage.queueTime()))
                .setStartTime(Durations.toProto(usage.startTime()))
                .setPeakMemoryBytes(usage.peakMemoryBytes())
                .setStdoutBytes(usage.stdoutBytes())
                .setStderrBytes(usage.stderrBytes());
    }

    private static OutputStream toProto(OutputStreamName stream) {
        return switch (stream) {
            case STDOUT -> OutputStream.OUTPUT_STREAM_STDOUT;
            case STDERR -> OutputStream.OUTPUT_STREAM_STDERR;
        };
    }

    private static Outcome toProto(dev.agentcore.execution.Outcome outcome) {
        return switch (outcome) {
            case COMPLETED -> Outcome.OUTCOME_COMPLETED;
            case EXCEPTION -> Outcome.OUTCOME_EXCEPTION;
            case WALL_TIME_EXCEEDED -> Outcome.OUTCOME_WALL_TIME_EXCEEDED;
            case CPU_TIME_EXCEEDED -> Outcome.OUTCOME_CPU_TIME_EXCEEDED;
            case MEMORY_EXCEEDED -> Outcome.OUTCOME_MEMORY_EXCEEDED;
            case OUTPUT_EXCEEDED -> Outcome.OUTCOME_OUTPUT_EXCEEDED;
            case SCRATCH_EXCEEDED -> Outcome.OUTCOME_SCRATCH_EXCEEDED;
            case CANCELLED -> Outcome.OUTCOME_CANCELLED;
            case CRASHED -> Outcome.OUTCOME_CRASHED;
            case SANDBOX_LOST -> Outcome.OUTCOME_SANDBOX_LOST;
        };
    }
}
