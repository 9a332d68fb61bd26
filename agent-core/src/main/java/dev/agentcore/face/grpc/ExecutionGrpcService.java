// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import dev.agentcore.execution.Deadline;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.face.grpc.call.CallContext;
import dev.agentcore.face.grpc.call.StatusMapping;
import dev.agentcore.service.RunRequest;
import dev.agentcore.service.RunService;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutePythonResponse;
import dev.agentcore.v1.ExecutionServiceGrpc;
import dev.agentcore.v1.GetCapabilitiesRequest;
import dev.agentcore.v1.GetCapabilitiesResponse;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code agentcore.v1.ExecutionService}: translates, and leaves the rest to the service. Never blocks. Thread-safe. */
public final class ExecutionGrpcService extends ExecutionServiceGrpc.ExecutionServiceImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionGrpcService.class);

    private final RunService service;

    /** @param service runs the programs */
    public ExecutionGrpcService(RunService service) {
        this.service = service;
    }

    @Override
    public void executePython(ExecutePythonRequest request, StreamObserver<ExecutePythonResponse> responses) {
        try {
            RunRequest run = RequestMapping.toRunRequest(request, callDeadline());
            var stream = GrpcRunStream.of((ServerCallStreamObserver<ExecutePythonResponse>) responses);
            stream.attach(service.submit(CallContext.handOver(), run, stream));
        } catch (RuntimeException | OutOfMemoryError error) {
            var id = ExecutionId.random();
            LOG.error("Execution {} could not be submitted", id, error);
            responses.onError(StatusMapping.internalError(id));
        }
    }

    @Override
    public void getCapabilities(GetCapabilitiesRequest request, StreamObserver<GetCapabilitiesResponse> responses) {
        responses.onNext(CapabilitiesMapping.toProto(service.capabilities()));
        responses.onCompleted();
    }

    private @Nullable Deadline callDeadline() {
        var deadline = Context.current().getDeadline();
        return deadline == null
                ? null
                : service.deadlineAfter(Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)));
    }
}
