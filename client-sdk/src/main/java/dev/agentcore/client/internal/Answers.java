// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.Capabilities;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.GuestImage;
import dev.agentcore.client.Interpreter;
import dev.agentcore.client.Output;
import dev.agentcore.client.OutputFile;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.ResultFormat;
import dev.agentcore.client.StandardStream;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionResult;
import dev.agentcore.v1.GetCapabilitiesResponse;
import dev.agentcore.v1.Outcome;
import dev.agentcore.v1.OutputStream;
import dev.agentcore.v1.PythonException;
import dev.agentcore.v1.Started;
import dev.agentcore.v1.Value;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;

/** Maps requests, events and failures between the wire and the API, from the side of a fake server. */
final class Answers {
    private Answers() {}

    static PythonProgram program(ExecutePythonRequest request) {
        PythonProgram.Builder program = PythonProgram.builder(request.getCode())
                .args(request.getArgsList())
                .env(request.getEnvMap())
                .stdin(request.getStdin().toByteArray());
        request.getFilesList()
                .forEach(file -> program.file(file.getPath(), file.getContent().toByteArray()));
        request.getLabelsMap().forEach(program::label);
        request.getOutputPathsList().forEach(program::outputPath);
        if (request.hasRequestId()) {
            program.requestId(request.getRequestId());
        }
        if (!request.getImage().isEmpty()) {
            program.image(request.getImage());
        }
        switch (request.getResultFormat()) {
            case RESULT_FORMAT_REPR -> program.resultFormat(ResultFormat.REPR);
            case RESULT_FORMAT_JSON -> program.resultFormat(ResultFormat.JSON);
            case RESULT_FORMAT_UNSPECIFIED, UNRECOGNIZED -> {}
        }
        limit(request.getLimits(), program);
        return program.build();
    }

    private static void limit(dev.agentcore.v1.Limits limits, PythonProgram.Builder program) {
        if (limits.hasWallTime()) {
            program.wallTime(duration(limits.getWallTime()));
        }
        if (limits.hasCpuTime()) {
            program.cpuTime(duration(limits.getCpuTime()));
        }
        if (limits.getMemoryBytes() > 0) {
            program.memoryBytes(limits.getMemoryBytes());
        }
        if (limits.getOutputBytes() > 0) {
            program.outputBytes(limits.getOutputBytes());
        }
        if (limits.getScratchBytes() > 0) {
            program.scratchBytes(limits.getScratchBytes());
        }
        if (limits.getThreads() > 0) {
            program.threads(limits.getThreads());
        }
    }

    static ExecutePythonResponse message(ExecutionEvent event) {
        ExecutePythonResponse.Builder message = ExecutePythonResponse.newBuilder();
        if (event instanceof ExecutionEvent.Started started) {
            message.setStarted(Started.newBuilder()
                    .setExecutionId(started.executionId())
                    .setLimits(limits(started.limits()))
                    .setInterpreter(interpreter(started.interpreter())));
        } else if (event instanceof Output output) {
            message.setOutput(dev.agentcore.v1.Output.newBuilder()
                    .setStream(
                            output.stream() == StandardStream.STDOUT
                                    ? OutputStream.OUTPUT_STREAM_STDOUT
                                    : OutputStream.OUTPUT_STREAM_STDERR)
                    .setOffset(output.offset())
                    .setData(UnsafeByteOperations.unsafeWrap(output.asByteBuffer())));
        } else if (event instanceof OutputFile file) {
            message.setFile(dev.agentcore.v1.OutputFile.newBuilder()
                    .setPath(file.path())
                    .setOffset(file.offset())
                    .setSize(file.size())
                    .setData(ByteString.copyFrom(file.data())));
        } else if (event instanceof ExecutionEvent.Finished finished) {
            message.setResult(result(finished));
        }
        return message.build();
    }

    private static ExecutionResult result(ExecutionEvent.Finished finished) {
        ExecutionResult.Builder result = ExecutionResult.newBuilder()
                .setOutcome(Outcome.valueOf("OUTCOME_" + finished.outcome().name()))
                .setUsage(dev.agentcore.v1.Usage.newBuilder()
                        .setStdoutBytes(finished.usage().stdoutBytes())
                        .setStderrBytes(finished.usage().stderrBytes()))
                .setOutputTruncated(finished.outputTruncated())
                .setStoppedAt(finished.stoppedAt());
        finished.exitCode().ifPresent(result::setExitCode);
        finished.exception()
                .ifPresent(error -> result.setException(PythonException.newBuilder()
                        .setType(error.type())
                        .setMessage(error.message())
                        .setTraceback(error.traceback())
                        .setLine(error.line().orElse(0))));
        finished.value().ifPresent(value -> {
            Value.Builder told = Value.newBuilder().setRepr(value.repr());
            value.json().ifPresent(told::setJson);
            value.jsonError().ifPresent(told::setJsonError);
            result.setValue(told);
        });
        return result.build();
    }

    static GetCapabilitiesResponse capabilities(Capabilities capabilities) {
        GetCapabilitiesResponse.Builder message = GetCapabilitiesResponse.newBuilder()
                .setServerVersion(capabilities.serverVersion())
                .setInterpreter(interpreter(capabilities.interpreter()))
                .setDefaultLimits(limits(capabilities.defaultLimits()))
                .setMaximumLimits(limits(capabilities.maximumLimits()))
                .setMinimumMemoryBytes(capabilities.minimumMemoryBytes())
                .setSlotCount(capabilities.slotCount())
                .setQueueCapacity(capabilities.queueCapacity())
                .addAllMountPaths(capabilities.mountPaths())
                .setReplayTime(duration(capabilities.replayTime()));
        for (ResultFormat format : ResultFormat.values()) {
            if (capabilities.resultFormats().contains(format)) {
                message.addResultFormats(dev.agentcore.v1.ResultFormat.valueOf("RESULT_FORMAT_" + format));
            }
        }
        capabilities.images().forEach(image -> message.addImages(image(image)));
        return message.build();
    }

    private static dev.agentcore.v1.GuestImage.Builder image(GuestImage image) {
        dev.agentcore.v1.GuestImage.Builder message = dev.agentcore.v1.GuestImage.newBuilder()
                .setName(image.name())
                .setInterpreter(interpreter(image.interpreter()))
                .setIsDefault(image.isDefault());
        image.packages()
                .forEach(one -> message.addPackages(dev.agentcore.v1.Package.newBuilder()
                        .setName(one.name())
                        .setVersion(one.version())));
        return message;
    }

    private static dev.agentcore.v1.Interpreter interpreter(Interpreter interpreter) {
        return dev.agentcore.v1.Interpreter.newBuilder()
                .setName(interpreter.name())
                .setVersion(interpreter.version())
                .setEngine(interpreter.engine())
                .build();
    }

    private static dev.agentcore.v1.Limits limits(dev.agentcore.client.Limits limits) {
        return dev.agentcore.v1.Limits.newBuilder()
                .setWallTime(duration(limits.wallTime()))
                .setCpuTime(duration(limits.cpuTime()))
                .setMemoryBytes(limits.memoryBytes())
                .setOutputBytes(limits.outputBytes())
                .setScratchBytes(limits.scratchBytes())
                .setThreads(limits.threads())
                .build();
    }

    static StatusRuntimeException status(AgentCoreException failure) {
        Status.Code code = Status.Code.valueOf(failure.code().name());
        com.google.rpc.Status.Builder status = com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(String.valueOf(failure.getMessage()));
        failure.reason()
                .ifPresent(reason -> status.addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(reason)
                        .setDomain("agentcore.dev")
                        .putAllMetadata(failure.metadata())
                        .build())));
        failure.retryAfter()
                .ifPresent(pause -> status.addDetails(Any.pack(
                        RetryInfo.newBuilder().setRetryDelay(duration(pause)).build())));
        if (!failure.fieldViolations().isEmpty()) {
            BadRequest.Builder request = BadRequest.newBuilder();
            failure.fieldViolations()
                    .forEach(violation -> request.addFieldViolations(BadRequest.FieldViolation.newBuilder()
                            .setField(violation.field())
                            .setDescription(violation.description())));
            status.addDetails(Any.pack(request.build()));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    private static com.google.protobuf.Duration duration(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    private static Duration duration(com.google.protobuf.Duration message) {
        return Duration.ofSeconds(message.getSeconds(), message.getNanos());
    }
}
