// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import dev.agentcore.execution.ActiveExecution;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.RejectedException;
import dev.agentcore.face.grpc.call.CallContext;
import dev.agentcore.face.grpc.call.Durations;
import dev.agentcore.face.grpc.call.StatusMapping;
import dev.agentcore.service.OperatorService;
import dev.agentcore.v1.AdminServiceGrpc;
import dev.agentcore.v1.CancelExecutionRequest;
import dev.agentcore.v1.CancelExecutionResponse;
import dev.agentcore.v1.Execution;
import dev.agentcore.v1.ExecutionState;
import dev.agentcore.v1.ListExecutionsRequest;
import dev.agentcore.v1.ListExecutionsResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * {@code agentcore.v1.AdminService}: translates, and leaves the rest to the service. An interceptor has checked that the
 * caller is an operator. Thread-safe.
 */
public final class AdminGrpcService extends AdminServiceGrpc.AdminServiceImplBase {
    private final OperatorService service;

    /** @param service implements the operations */
    public AdminGrpcService(OperatorService service) {
        this.service = service;
    }

    @Override
    public void listExecutions(ListExecutionsRequest request, StreamObserver<ListExecutionsResponse> responses) {
        respond(responses, () -> {
            OperatorService.Listing listing = service.list(request.getLimit());
            var response = ListExecutionsResponse.newBuilder().setTotalCount(listing.total());
            listing.executions().stream().map(AdminGrpcService::toProto).forEach(response::addExecutions);
            return response.build();
        });
    }

    @Override
    public void cancelExecution(CancelExecutionRequest request, StreamObserver<CancelExecutionResponse> responses) {
        respond(responses, () -> {
            service.cancel(CallContext.caller(), new ExecutionId(request.getExecutionId()));
            return CancelExecutionResponse.getDefaultInstance();
        });
    }

    private static <T> void respond(StreamObserver<T> responses, Supplier<T> response) {
        try {
            responses.onNext(response.get());
            responses.onCompleted();
        } catch (RejectedException rejected) {
            responses.onError(StatusMapping.of(rejected.rejection()));
        }
    }

    private static Execution toProto(ActiveExecution execution) {
        var message = Execution.newBuilder()
                .setExecutionId(execution.id().value())
                .setState(ExecutionState.EXECUTION_STATE_WAITING)
                .setTenant(execution.tenant().name())
                .putAllLabels(execution.labels())
                .setAge(Durations.toProto(execution.age()))
                .setLimits(EventMapping.toProto(execution.limits()));
        Duration time = execution.runningTime();
        if (time != null) {
            message.setState(ExecutionState.EXECUTION_STATE_RUNNING).setRunningTime(Durations.toProto(time));
        }
        return message.build();
    }
}
