// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc.call;

import dev.agentcore.execution.RejectedException;
import dev.agentcore.service.OperatorService;
import dev.agentcore.v1.AdminServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Set;

/** Rejects calls of operator methods by callers without operator permission. Thread-safe. */
public final class OperatorInterceptor implements ServerInterceptor {
    private static final Set<String> GUARDED = Set.of(AdminServiceGrpc.SERVICE_NAME, "grpc.channelz.v1.Channelz");

    private final OperatorService service;

    /** @param service knows the operators */
    public OperatorInterceptor(OperatorService service) {
        this.service = service;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String name = call.getMethodDescriptor().getServiceName();
        if (name != null && GUARDED.contains(name)) {
            try {
                service.requireOperator(CallContext.caller().tenant());
            } catch (RejectedException rejected) {
                StatusMapping.close(call, rejected.rejection());
                return new ServerCall.Listener<>() {};
            }
        }
        return next.startCall(call, headers);
    }
}
