// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.FieldViolation;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Maps statuses to exceptions. */
final class Failures {
    /** Debug information that Netty adds. */
    private static final Pattern NETTYS_STATE = Pattern.compile("\\RChannel Pipeline: .*");

    private Failures() {}

    /**
     * The exception for a failed call.
     *
     * @param trailers the trailers with the details; null if there are none
     * @param executionId the id of the execution; null if none had started
     */
    static AgentCoreException fromStatus(Status status, @Nullable Metadata trailers, @Nullable String executionId) {
        List<Any> details = details(status, trailers);
        ErrorCode code = code(status);
        AgentCoreException.Builder failure = AgentCoreException.builder(code, message(code, status))
                .cause(status.asRuntimeException(trailers))
                .executionId(executionId)
                .fieldViolations(detail(details, BadRequest.class)
                        .map(Failures::violations)
                        .orElse(List.of()))
                .retryAfter(detail(details, RetryInfo.class)
                        .map(Failures::retryDelay)
                        .orElse(null));
        detail(details, ErrorInfo.class)
                .ifPresent(info -> failure.reason(info.getReason())
                        .metadata(info.getMetadataMap())
                        .executionId(info.getMetadataOrDefault("execution_id", executionId)));
        return failure.build();
    }

    private static ErrorCode code(Status status) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.name().equals(status.getCode().name())) {
                return code;
            }
        }
        return ErrorCode.UNKNOWN;
    }

    /**
     * gRPC reports "io exception" for every broken connection. The reason, such as a certificate for another name, is in one of
     * the causes.
     */
    private static String message(ErrorCode code, Status status) {
        StringBuilder message = new StringBuilder(code.name());
        if (status.getDescription() != null) {
            message.append(": ")
                    .append(NETTYS_STATE.matcher(status.getDescription()).replaceFirst(""));
        }
        String last = "";
        for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
            String why = cause.getMessage();
            if (why != null && !last.contains(why)) {
                message.append(": ").append(why);
                last = why;
            }
        }
        return message.toString();
    }

    private static List<Any> details(Status status, @Nullable Metadata trailers) {
        if (trailers == null) {
            return List.of();
        }
        try {
            com.google.rpc.Status full = StatusProto.fromStatusAndTrailers(status, trailers);
            return full.getDetailsList();
        } catch (IllegalArgumentException malformed) {
            // Malformed details must not hide the failure itself.
            return List.of();
        }
    }

    private static <M extends Message> Optional<M> detail(List<Any> details, Class<M> type) {
        for (Any detail : details) {
            if (detail.is(type)) {
                try {
                    return Optional.of(detail.unpack(type));
                } catch (InvalidProtocolBufferException malformed) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static List<FieldViolation> violations(BadRequest request) {
        return request.getFieldViolationsList().stream()
                .map(violation -> new FieldViolation(violation.getField(), violation.getDescription()))
                .toList();
    }

    private static Duration retryDelay(RetryInfo info) {
        return Duration.ofSeconds(
                info.getRetryDelay().getSeconds(), info.getRetryDelay().getNanos());
    }
}
