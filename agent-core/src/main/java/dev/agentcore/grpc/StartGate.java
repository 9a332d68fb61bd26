// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;

/**
 * Refuses calls of the service, and of no other, until the server is ready: health is asked before. Safe for use by many
 * threads.
 */
public final class StartGate implements ServerInterceptor {
    private final Duration retryAfter;
    private volatile boolean open;

    /**
     * A closed one.
     *
     * @param retryAfter how long who was refused is told to wait
     */
    public StartGate(Duration retryAfter) {
        this.retryAfter = retryAfter;
    }

    /** Lets calls in from now on. */
    public void open() {
        open = true;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        boolean ours = ExecutionServiceGrpc.SERVICE_NAME.equals(
                call.getMethodDescriptor().getServiceName());
        if (open || !ours) {
            return next.startCall(call, headers);
        }
        var refused = StatusMapping.starting(retryAfter);
        call.close(refused.getStatus(), StatusMapping.trailers(refused));
        return new ServerCall.Listener<>() {};
    }
}
