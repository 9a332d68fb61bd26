// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc;

import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.face.grpc.call.StatusMapping;
import dev.agentcore.service.delivery.RunStream;
import dev.agentcore.service.delivery.Subscription;
import dev.agentcore.v1.ExecutePythonResponse;
import io.grpc.stub.ServerCallStreamObserver;
import org.jspecify.annotations.Nullable;

/**
 * A call's stream of responses. gRPC never blocks a writer: it buffers, and {@code isReady} is whether its buffer is below
 * {@link #BUFFER_BYTES}. As thread-safe as {@link RunStream} requires.
 */
final class GrpcRunStream implements RunStream {
    /** How much gRPC may buffer before its writer waits: with less, the two threads would take turns at every chunk. */
    static final int BUFFER_BYTES = 256 << 10;

    private final ServerCallStreamObserver<ExecutePythonResponse> call;
    private volatile @Nullable Subscription subscription;

    private GrpcRunStream(ServerCallStreamObserver<ExecutePythonResponse> call) {
        this.call = call;
    }

    /** Takes over a call; on the thread and within the callback that brought its request. */
    static GrpcRunStream of(ServerCallStreamObserver<ExecutePythonResponse> call) {
        var stream = new GrpcRunStream(call);
        call.setOnReadyThreshold(BUFFER_BYTES);
        call.setOnReadyHandler(stream::callReady);
        call.setOnCancelHandler(stream::callCancelled);
        return stream;
    }

    /** Sets the subscription of this stream, and forwards events of the call that happened before. */
    void attach(Subscription other) {
        subscription = other;
        if (call.isCancelled()) {
            other.cancel();
        } else {
            other.ready();
        }
    }

    private void callReady() {
        Subscription known = subscription;
        if (known != null) {
            known.ready();
        }
    }

    private void callCancelled() {
        Subscription known = subscription;
        if (known != null) {
            known.cancel();
        }
    }

    @Override
    public boolean isReady() {
        return call.isReady();
    }

    @Override
    public void send(RunEvent event) {
        call.onNext(EventMapping.toProto(event));
    }

    @Override
    public void sendKeepAlive() {
        call.onNext(EventMapping.keepAlive());
    }

    @Override
    public void end(RunEnd end) {
        switch (end) {
            case RunEnd.Finished finished -> {
                call.onNext(EventMapping.result(finished.result()));
                call.onCompleted();
            }
            case RunEnd.Rejected rejected -> call.onError(StatusMapping.of(rejected.rejection()));
            // A caller that cancelled its call has closed it: this is for one whose deadline passed.
            case RunEnd.Abandoned abandoned -> call.onError(StatusMapping.of(new Rejection.DeadlinePassed()));
            case RunEnd.Failed failed -> call.onError(StatusMapping.internalError(failed.execution()));
        }
    }
}
