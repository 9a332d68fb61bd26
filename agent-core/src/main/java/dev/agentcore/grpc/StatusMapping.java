// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.Refusal;
import dev.agentcore.replay.Claim;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The statuses other than OK by which calls end, with their details. */
final class StatusMapping {
    /** In every {@link ErrorInfo}. */
    static final String DOMAIN = "agentcore.dev";

    /** After how long another reader of a run, or another run, may have gone. */
    private static final Duration READERS_PAUSE = Duration.ofSeconds(1);

    private StatusMapping() {}

    /** INVALID_ARGUMENT: what is wrong with the request, which is at least one thing. */
    static StatusRuntimeException invalid(List<FieldViolation> violations) {
        FieldViolation first = violations.getFirst();
        String more = violations.size() == 1 ? "" : " (and %d more)".formatted(violations.size() - 1);
        return status(
                Code.INVALID_ARGUMENT,
                first.getField() + " " + first.getDescription() + more,
                errorInfo("INVALID_REQUEST", Map.of()),
                BadRequest.newBuilder().addAllFieldViolations(violations).build());
    }

    /**
     * UNAVAILABLE, or RESOURCE_EXHAUSTED for a tenant's own share: nothing has run, and it may be tried again. ABORTED if it
     * is not wanted: nothing has run either.
     */
    static StatusRuntimeException refused(Refusal refusal) {
        String message = switch (refusal.reason()) {
            case QUEUE_FULL -> "every slot is taken and the queue is full";
            case QUEUE_TIMEOUT -> "no slot came free in the time that a call may wait";
            case TENANT_QUEUE_FULL -> "as many of the tenant's runs are here as it may have";
            case TENANT_RATE -> "the tenant sends more than it may";
            case ABANDONED -> "the run was given up before it began, by the call that it was for";
            case DRAINING -> "the server is going down";
            case OPERATOR -> "an operator took the call out of the queue";
        };
        Code code = switch (refusal.reason()) {
            case TENANT_QUEUE_FULL, TENANT_RATE -> Code.RESOURCE_EXHAUSTED;
            case QUEUE_FULL, QUEUE_TIMEOUT, ABANDONED, DRAINING -> Code.UNAVAILABLE;
            case OPERATOR -> Code.ABORTED;
        };
        if (code == Code.ABORTED) {
            return status(code, message, errorInfo(refusal.reason().name(), Map.of()));
        }
        return status(code, message, errorInfo(refusal.reason().name(), Map.of()), retryInfo(refusal.retryAfter()));
    }

    /** UNAVAILABLE: the server is not ready yet, and nothing has run. */
    static StatusRuntimeException starting(Duration retryAfter) {
        return status(
                Code.UNAVAILABLE, "the server is starting", errorInfo("STARTING", Map.of()), retryInfo(retryAfter));
    }

    /** UNAVAILABLE: too many large requests are on their way to this server; nothing of this one has run. */
    static StatusRuntimeException noRoom(Duration retryAfter) {
        return status(
                Code.UNAVAILABLE,
                "there is no room for this request beside the others that are on their way",
                errorInfo("REQUEST_MEMORY_FULL", Map.of()),
                retryInfo(retryAfter));
    }

    /** DEADLINE_EXCEEDED: the request did not come in time; nothing of it has run. */
    static StatusRuntimeException tooSlow(Duration patience) {
        return status(
                Code.DEADLINE_EXCEEDED,
                "the request was not complete within %d s".formatted(patience.toSeconds()),
                errorInfo("REQUEST_TOO_SLOW", Map.of()));
    }

    /** Why a call with a request's id is not served. */
    static StatusRuntimeException unclaimed(Claim.Refused refusal) {
        return switch (refusal.reason()) {
            case OTHER_REQUEST ->
                status(
                        Code.ABORTED,
                        "request_id is that of another request",
                        errorInfo("REQUEST_ID_REUSED", id(refusal.execution())));
            case GONE -> lost(refusal.execution());
            case TOO_MANY_READERS ->
                status(
                        Code.RESOURCE_EXHAUSTED,
                        "as many calls read execution " + refusal.execution() + " as may",
                        errorInfo("REPLAY_READERS", id(refusal.execution())),
                        retryInfo(READERS_PAUSE));
            case TOO_MANY_RUNS ->
                status(
                        Code.UNAVAILABLE,
                        "as many runs with a request_id go on as may be remembered",
                        errorInfo("REPLAY_FULL", Map.of()),
                        retryInfo(READERS_PAUSE));
        };
    }

    /** DATA_LOSS: the program has run, or goes on, and what it printed is held no longer. */
    static StatusRuntimeException lost(ExecutionId id) {
        return status(
                Code.DATA_LOSS,
                "what execution " + id + " printed is held no longer",
                errorInfo("REPLAY_GONE", id(id)));
    }

    /** UNAUTHENTICATED: nothing has run, and without other credentials nothing will. */
    static StatusRuntimeException unauthenticated(String message) {
        return status(Code.UNAUTHENTICATED, message, errorInfo("UNAUTHENTICATED", Map.of()));
    }

    /** PERMISSION_DENIED: it is for operators. */
    static StatusRuntimeException noOperator() {
        return status(Code.PERMISSION_DENIED, "this is for operators only", errorInfo("NO_OPERATOR", Map.of()));
    }

    /** NOT_FOUND: there is none of that name, or none any more. */
    static StatusRuntimeException noSuchExecution(String id) {
        return status(
                Code.NOT_FOUND,
                "no execution '" + id + "' waits or runs here",
                errorInfo("NO_SUCH_EXECUTION", Map.of()));
    }

    /** DEADLINE_EXCEEDED: nothing has run, since the caller's deadline passed before. */
    static StatusRuntimeException overdue() {
        return status(
                Code.DEADLINE_EXCEEDED,
                "the call's deadline passed before the program began",
                errorInfo("DEADLINE_PASSED", Map.of()));
    }

    /** INTERNAL: a defect of ours. What it is stays in our log, where the id finds it. */
    static StatusRuntimeException defect(ExecutionId id) {
        return status(
                Code.INTERNAL, "a defect of the server ended execution " + id, errorInfo("INTERNAL_DEFECT", id(id)));
    }

    /** What travels with a status of this class. */
    static Metadata trailers(StatusRuntimeException status) {
        Metadata trailers = Status.trailersFromThrowable(status);
        return trailers == null ? new Metadata() : trailers;
    }

    private static Map<String, String> id(ExecutionId id) {
        return Map.of("execution_id", id.value());
    }

    private static RetryInfo retryInfo(Duration retryAfter) {
        return RetryInfo.newBuilder()
                .setRetryDelay(Durations.toProto(retryAfter))
                .build();
    }

    private static ErrorInfo errorInfo(String reason, Map<String, String> metadata) {
        return ErrorInfo.newBuilder()
                .setReason(reason)
                .setDomain(DOMAIN)
                .putAllMetadata(metadata)
                .build();
    }

    private static StatusRuntimeException status(Code code, String message, Message... details) {
        var status =
                com.google.rpc.Status.newBuilder().setCode(code.getNumber()).setMessage(message);
        for (Message detail : details) {
            status.addDetails(Any.pack(detail));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }
}
