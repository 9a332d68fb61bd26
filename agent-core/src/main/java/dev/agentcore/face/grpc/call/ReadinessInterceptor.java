// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc.call;

import dev.agentcore.execution.Rejection;
import dev.agentcore.service.RunService;
import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Rejects calls of the execution service at their headers until it is open; health is served before. Thread-safe.
 */
public final class ReadinessInterceptor implements ServerInterceptor {
    private final RunService service;

    /** @param service knows whether it is open */
    public ReadinessInterceptor(RunService service) {
        this.service = service;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        boolean guarded = ExecutionServiceGrpc.SERVICE_NAME.equals(
                call.getMethodDescriptor().getServiceName());
        Rejection notReady = guarded ? service.notReady() : null;
        if (notReady != null) {
            StatusMapping.close(call, notReady);
            return new ServerCall.Listener<>() {};
        }
        return next.startCall(call, headers);
    }
}
