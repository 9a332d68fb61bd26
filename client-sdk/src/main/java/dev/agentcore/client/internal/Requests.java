// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import com.google.protobuf.UnsafeByteOperations;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.InputFile;
import dev.agentcore.v1.Limits;
import dev.agentcore.v1.ResultFormat;
import java.time.Duration;

/** Maps programs to requests. */
final class Requests {
    private Requests() {}

    static ExecutePythonRequest toWire(PythonProgram program) {
        ExecutePythonRequest.Builder request = ExecutePythonRequest.newBuilder()
                .setCode(program.code())
                .addAllArgs(program.args())
                .putAllEnv(program.env())
                // Safe, because the bytes of a program never change.
                .setStdin(UnsafeByteOperations.unsafeWrap(program.stdin()))
                .setResultFormat(resultFormat(program.resultFormat()))
                .putAllLabels(program.labels())
                .addAllOutputPaths(program.outputPaths());
        program.files()
                .forEach(file -> request.addFiles(InputFile.newBuilder()
                        .setPath(file.path())
                        .setContent(UnsafeByteOperations.unsafeWrap(file.content()))));
        program.requestId().ifPresent(request::setRequestId);
        program.image().ifPresent(request::setImage);
        Limits limits = limits(program);
        if (!limits.equals(Limits.getDefaultInstance())) {
            request.setLimits(limits);
        }
        return request.build();
    }

    private static Limits limits(PythonProgram program) {
        Limits.Builder limits = Limits.newBuilder();
        program.wallTime().ifPresent(limit -> limits.setWallTime(duration(limit)));
        program.cpuTime().ifPresent(limit -> limits.setCpuTime(duration(limit)));
        program.memoryBytes().ifPresent(limits::setMemoryBytes);
        program.outputBytes().ifPresent(limits::setOutputBytes);
        program.scratchBytes().ifPresent(limits::setScratchBytes);
        program.threads().ifPresent(limits::setThreads);
        return limits.build();
    }

    private static ResultFormat resultFormat(dev.agentcore.client.ResultFormat format) {
        return switch (format) {
            case NONE -> ResultFormat.RESULT_FORMAT_UNSPECIFIED;
            case REPR -> ResultFormat.RESULT_FORMAT_REPR;
            case JSON -> ResultFormat.RESULT_FORMAT_JSON;
        };
    }

    private static com.google.protobuf.Duration duration(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
