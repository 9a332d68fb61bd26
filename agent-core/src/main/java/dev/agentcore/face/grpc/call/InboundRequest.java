// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc.call;

import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.Tenant;
import io.grpc.Context;
import io.grpc.ServerCall;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A request that is being received, and its call. It can be rejected until all of it has been received. Thread-safe: gRPC's
 * threads count its bytes and deliver it, and any other thread may reject it.
 */
final class InboundRequest extends ServerStreamTracer {
    private static final Context.Key<InboundRequest> CURRENT = Context.key("agent-core-inbound-request");

    private final InboundMemoryLimiter all;
    private final long beganNanos;
    private volatile Tenant tenant = Tenant.ANYBODY;
    private volatile boolean single;

    /** Held while the call is used. */
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private @Nullable ServerCall<?, ?> call;

    InboundRequest(InboundMemoryLimiter all, long beganNanos) {
        this.all = all;
        this.beganNanos = beganNanos;
    }

    /** The current call's; null if requests are not counted. */
    static @Nullable InboundRequest current() {
        return CURRENT.get();
    }

    @Override
    public Context filterContext(Context context) {
        return context.withValue(CURRENT, this);
    }

    @Override
    public void inboundWireSize(long bytes) {
        all.grown(this, bytes);
    }

    @Override
    public void streamClosed(Status status) {
        all.ended(this);
    }

    /** From now on it can be rejected. */
    void begin(Tenant whose, ServerCall<?, ?> itsCall) {
        tenant = whose;
        single = itsCall.getMethodDescriptor().getType().clientSendsOneMessage();
        lock.lock();
        try {
            call = itsCall;
        } finally {
            lock.unlock();
        }
    }

    /** Runs an action on the call, unless it was rejected; it is not rejected meanwhile. */
    void proceed(Runnable action) {
        lock.lock();
        try {
            if (call != null) {
                action.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #proceed}, for the end of the request: it cannot be rejected any more. */
    void complete(Runnable action) {
        proceed(() -> {
            call = null;
            action.run();
        });
        all.ended(this);
    }

    /** Rejects it, if that is still possible. */
    void reject(Rejection rejection) {
        // Must not block: the owner of the lock is completing the request, which may take long.
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (call == null) {
                return;
            }
            StatusMapping.close(call, rejection);
            call = null;
        } catch (IllegalStateException closedAlready) {
            // The peer broke the protocol, and gRPC closed the call.
            call = null;
        } finally {
            lock.unlock();
        }
        all.ended(this);
    }

    Tenant tenant() {
        return tenant;
    }

    /** Whether it has taken longer than the timeout, which does not apply to streams of requests. */
    boolean isSlowerThan(Duration timeout, long nowNanos) {
        return single && nowNanos - beganNanos > timeout.toNanos();
    }
}
