// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import dev.agentcore.execution.ActiveExecution;
import dev.agentcore.execution.ExecutionEngine;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.v1.AdminServiceGrpc;
import dev.agentcore.v1.CancelExecutionRequest;
import dev.agentcore.v1.CancelExecutionResponse;
import dev.agentcore.v1.Execution;
import dev.agentcore.v1.ExecutionState;
import dev.agentcore.v1.ListExecutionsRequest;
import dev.agentcore.v1.ListExecutionsResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators see and do. Who may call it is {@link OperatorGate}'s to know. Safe for use by many threads. */
public final class AdminGrpcService extends AdminServiceGrpc.AdminServiceImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(AdminGrpcService.class);

    private static final int ID_LENGTH = ExecutionId.random().value().length();
    private static final int STANDARD_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;

    /** Those that run first, the longest before the others; then those that wait, likewise. */
    private static final Comparator<ActiveExecution> ORDER = Comparator.comparing(AdminGrpcService::runningTime)
            .thenComparing(ActiveExecution::age)
            .reversed();

    private final ExecutionEngine engine;

    /** Composes a service for what this engine runs. */
    public AdminGrpcService(ExecutionEngine engine) {
        this.engine = engine;
    }

    @Override
    public void listExecutions(ListExecutionsRequest request, StreamObserver<ListExecutionsResponse> responses) {
        int limit = request.getLimit() == 0 ? STANDARD_LIMIT : request.getLimit();
        var violations = new Violations();
        if (limit < 0 || limit > LARGEST_LIMIT) {
            violations.add("limit", "is %d; 0 to %d are allowed", limit, LARGEST_LIMIT);
            responses.onError(StatusMapping.invalid(violations.toList()));
            return;
        }
        List<ActiveExecution> all = engine.active();
        var response = ListExecutionsResponse.newBuilder().setTotalCount(all.size());
        all.stream().sorted(ORDER).limit(limit).map(AdminGrpcService::toProto).forEach(response::addExecutions);
        responses.onNext(response.build());
        responses.onCompleted();
    }

    @Override
    public void cancelExecution(CancelExecutionRequest request, StreamObserver<CancelExecutionResponse> responses) {
        var id = new ExecutionId(request.getExecutionId());
        if (!engine.cancel(id)) {
            responses.onError(StatusMapping.noSuchExecution(told(id.value())));
            return;
        }
        LOG.info(
                "Execution {} is cancelled by operator {}",
                id,
                PrintableText.of(CallerIdentity.tenant().name()));
        responses.onNext(CancelExecutionResponse.getDefaultInstance());
        responses.onCompleted();
    }

    /** One of ours as it is, and anything else as far as it says what it is. */
    private static String told(String id) {
        return id.length() <= ID_LENGTH ? PrintableText.of(id) : Violations.excerpt(id);
    }

    private static Duration runningTime(ActiveExecution execution) {
        Duration time = execution.runningTime();
        return time == null ? Duration.ofNanos(-1) : time;
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
