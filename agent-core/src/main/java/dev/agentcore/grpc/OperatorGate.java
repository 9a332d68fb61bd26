// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import dev.agentcore.v1.AdminServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Set;

/** Keeps all but operators from what is for them. Safe for use by many threads. */
public final class OperatorGate implements ServerInterceptor {
    private static final Set<String> GUARDED = Set.of(AdminServiceGrpc.SERVICE_NAME, "grpc.channelz.v1.Channelz");

    private final Set<String> operators;
    private final boolean anybody;

    /**
     * Lets in who has one of these names.
     *
     * @param operators names that callers have proved
     * @param anybody whether the others are let in, too
     */
    public OperatorGate(Set<String> operators, boolean anybody) {
        this.operators = Set.copyOf(operators);
        this.anybody = anybody;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String service = call.getMethodDescriptor().getServiceName();
        boolean open = anybody || service == null || !GUARDED.contains(service);
        if (open || operators.contains(CallerIdentity.tenant().name())) {
            return next.startCall(call, headers);
        }
        var refused = StatusMapping.noOperator();
        call.close(refused.getStatus(), StatusMapping.trailers(refused));
        return new ServerCall.Listener<>() {};
    }
}
