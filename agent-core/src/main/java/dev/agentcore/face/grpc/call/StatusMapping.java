// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc.call;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.RejectedException;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.Violation;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statuses other than OK by which calls end, with their details. Stateless. */
public final class StatusMapping {
    /** In every {@link ErrorInfo}. */
    static final String DOMAIN = "agentcore.dev";

    private StatusMapping() {}

    /**
     * The status of a rejection, with its reason, how long to wait, and the execution that it is about. The status's cause,
     * which is not sent, is the rejection itself: {@link #rejectionOf}.
     */
    public static StatusRuntimeException of(Rejection rejection) {
        var details = new ArrayList<Message>();
        details.add(errorInfo(rejection.reason().name(), rejection.execution()));
        if (rejection instanceof Rejection.InvalidRequest invalid) {
            details.add(badRequest(invalid.violations()));
        }
        if (rejection.retryAfter() != null) {
            details.add(RetryInfo.newBuilder()
                    .setRetryDelay(Durations.toProto(rejection.retryAfter()))
                    .build());
        }
        StatusRuntimeException status = status(code(rejection), rejection.message(), details);
        return new StatusRuntimeException(
                status.getStatus().withCause(new RejectedException(rejection)), status.getTrailers());
    }

    private static Code code(Rejection rejection) {
        return switch (rejection.reason()) {
            case INVALID_REQUEST -> Code.INVALID_ARGUMENT;
            case UNAUTHENTICATED -> Code.UNAUTHENTICATED;
            case OPERATOR_REQUIRED -> Code.PERMISSION_DENIED;
            case STARTING, REQUEST_MEMORY_FULL, QUEUE_FULL, QUEUE_TIMEOUT, ABANDONED, DRAINING, REPLAY_FULL ->
                Code.UNAVAILABLE;
            case TENANT_QUEUE_FULL, TENANT_RATE, REPLAY_READERS -> Code.RESOURCE_EXHAUSTED;
            case OPERATOR, REQUEST_ID_REUSED -> Code.ABORTED;
            case REQUEST_TOO_SLOW, DEADLINE_PASSED -> Code.DEADLINE_EXCEEDED;
            case REPLAY_GONE -> Code.DATA_LOSS;
            case NO_SUCH_EXECUTION -> Code.NOT_FOUND;
        };
    }

    /** INTERNAL: an internal error. Details are in the server's log only, under the execution's id. */
    public static StatusRuntimeException internalError(ExecutionId id) {
        return status(
                Code.INTERNAL,
                "execution " + id + " failed by an internal error",
                List.of(errorInfo("INTERNAL_DEFECT", id)));
    }

    /** Closes a call with a rejection's status. */
    public static void close(ServerCall<?, ?> call, Rejection rejection) {
        StatusRuntimeException status = of(rejection);
        Metadata trailers = status.getTrailers();
        call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
    }

    /** The rejection that a status was created from; null if gRPC created the status itself. */
    public static @Nullable Rejection rejectionOf(Status status) {
        return status.getCause() instanceof RejectedException rejected ? rejected.rejection() : null;
    }

    private static BadRequest badRequest(List<Violation> violations) {
        var details = BadRequest.newBuilder();
        violations.forEach(violation -> details.addFieldViolationsBuilder()
                .setField(violation.field())
                .setDescription(violation.description()));
        return details.build();
    }

    private static ErrorInfo errorInfo(String reason, @Nullable ExecutionId execution) {
        var info = ErrorInfo.newBuilder().setReason(reason).setDomain(DOMAIN);
        if (execution != null) {
            info.putMetadata("execution_id", execution.value());
        }
        return info.build();
    }

    private static StatusRuntimeException status(Code code, String message, List<Message> details) {
        var status =
                com.google.rpc.Status.newBuilder().setCode(code.getNumber()).setMessage(message);
        details.forEach(detail -> status.addDetails(Any.pack(detail)));
        return StatusProto.toStatusRuntimeException(status.build());
    }
}
