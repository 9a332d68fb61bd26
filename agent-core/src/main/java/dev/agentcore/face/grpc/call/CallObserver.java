// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc.call;

import dev.agentcore.execution.RejectedCall;
import dev.agentcore.execution.Rejection;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.function.Consumer;

/**
 * Creates each call's {@link CallContext}, and reports calls of the execution service that ended before the service took them
 * over: calls without permission, and requests that gRPC itself rejected. Must precede the interceptors that reject calls.
 * Thread-safe.
 */
public final class CallObserver implements ServerInterceptor {
    private final Consumer<RejectedCall> rejected;

    /** @param rejected receives the reports; must be thread-safe */
    public CallObserver(Consumer<RejectedCall> rejected) {
        this.rejected = rejected;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        var observed = CallContext.of(call);
        Context context = Context.current().withValue(CallContext.KEY, observed);
        if (!ExecutionServiceGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())) {
            return Contexts.interceptCall(context, call, headers, next);
        }
        var observedCall = new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                if (!status.isOk() && !observed.handedOver()) {
                    rejected.accept(new RejectedCall(
                            reason(status), observed.method(), observed.tenant(), observed.peer(), observed.code()));
                }
                super.close(status, trailers);
            }
        };
        return new SimpleForwardingServerCallListener<>(Contexts.interceptCall(context, observedCall, headers, next)) {
            @Override
            public void onMessage(Q message) {
                if (message instanceof ExecutePythonRequest request) {
                    observed.brought(request.getCode());
                }
                super.onMessage(message);
            }
        };
    }

    /** The reason of a rejection, or the code of a status that gRPC created itself. */
    private static String reason(Status status) {
        Rejection rejection = StatusMapping.rejectionOf(status);
        return rejection == null ? status.getCode().name() : rejection.reason().name();
    }
}
