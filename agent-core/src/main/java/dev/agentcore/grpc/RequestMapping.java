// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Deadline;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.ProgramFile;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Tenant;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.InputFile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** From the wire's requests to the domain's. */
final class RequestMapping {
    private RequestMapping() {}

    /**
     * Decides everything about a run.
     *
     * @param id what the run is to be called
     * @param request valid
     * @param tenant on whose behalf it is
     * @param policy says what its unset limits are
     * @param deadline of its call; null if there is none
     */
    static ExecutionRequest toDomain(
            ExecutionId id,
            ExecutePythonRequest request,
            Tenant tenant,
            LimitsPolicy policy,
            @Nullable Deadline deadline) {
        var program = new PythonProgram(
                request.getCode(),
                request.getArgsList(),
                request.getEnvMap(),
                Bytes.wrap(request.getStdin().toByteArray()),
                request.getFilesList().stream().map(RequestMapping::toFile).toList(),
                toResultFormat(request.getResultFormat()),
                request.getOutputPathsList().stream().map(OutputPaths::absolute).toList());
        return new ExecutionRequest(
                id,
                tenant,
                program,
                toLimits(request.getLimits(), policy.defaults()),
                request.getLabelsMap(),
                deadline);
    }

    private static ProgramFile toFile(InputFile file) {
        return new ProgramFile(file.getPath(), Bytes.wrap(file.getContent().toByteArray()));
    }

    /** The domain's name for a form that is known. */
    static ResultFormat toResultFormat(dev.agentcore.v1.ResultFormat format) {
        return switch (format) {
            case RESULT_FORMAT_UNSPECIFIED -> ResultFormat.NONE;
            case RESULT_FORMAT_REPR -> ResultFormat.REPR;
            case RESULT_FORMAT_JSON -> ResultFormat.JSON;
            case UNRECOGNIZED -> throw new IllegalArgumentException("The request has not been validated");
        };
    }

    private static Limits toLimits(dev.agentcore.v1.Limits asked, Limits defaults) {
        return new Limits(
                toTime(asked.getWallTime(), defaults.wallTime()),
                toTime(asked.getCpuTime(), defaults.cpuTime()),
                asked.getMemoryBytes() == 0 ? defaults.memoryBytes() : asked.getMemoryBytes(),
                asked.getOutputBytes() == 0 ? defaults.outputBytes() : asked.getOutputBytes(),
                asked.getScratchBytes() == 0 ? defaults.scratchBytes() : asked.getScratchBytes());
    }

    private static Duration toTime(com.google.protobuf.Duration asked, Duration unset) {
        Duration time = Durations.toJava(asked);
        return time.isZero() ? unset : time;
    }
}
