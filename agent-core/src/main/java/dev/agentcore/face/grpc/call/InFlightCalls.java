// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc.call;

import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the calls of the execution service whose callers have not yet been sent everything: a call outlives its run while
 * its reader is behind. Other services are not counted: health watches never end. Thread-safe.
 */
public final class InFlightCalls implements ServerInterceptor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private int count;

    /** Waits until there is none, at most for the timeout. Returns whether there is none. */
    public boolean awaitNone(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (count > 0 && left > 0) {
                left = none.awaitNanos(left);
            }
            return count == 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (!ExecutionServiceGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        ServerCall.Listener<Q> listener = next.startCall(call, headers);
        add(1);
        // gRPC calls exactly one of the two, as the last.
        return new SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onComplete() {
                add(-1);
                super.onComplete();
            }

            @Override
            public void onCancel() {
                add(-1);
                super.onCancel();
            }
        };
    }

    private void add(int change) {
        lock.lock();
        try {
            count += change;
            if (count == 0) {
                none.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
