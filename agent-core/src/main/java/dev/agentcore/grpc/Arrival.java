// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import dev.agentcore.execution.Tenant;
import io.grpc.Context;
import io.grpc.ServerCall;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way, and the call that it will be. It can be given up until all of it has come. Safe for use by many
 * threads: gRPC's count its bytes and bring it, and any other may give it up.
 */
final class Arrival extends ServerStreamTracer {
    private static final Context.Key<Arrival> CURRENT = Context.key("agent-core-arrival");

    private final ArrivingRequests all;
    private final long beganNanos = System.nanoTime();
    private volatile Tenant tenant = Tenant.ANYBODY;
    private volatile boolean single;

    /** Held for as long as the call is made use of. */
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private @Nullable ServerCall<?, ?> call;

    Arrival(ArrivingRequests all) {
        this.all = all;
    }

    /** The current call's; null if nobody watches requests. */
    static @Nullable Arrival current() {
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

    /** From now on it can be given up. */
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

    /** Has something done with the call, unless it has been given up; it is not meanwhile. */
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

    /** As {@link #proceed}, with the last that comes: it cannot be given up any more. */
    void complete(Runnable action) {
        proceed(() -> {
            call = null;
            action.run();
        });
        all.ended(this);
    }

    /** Gives it up, if that is still possible, and tells its caller why. */
    void giveUp(StatusRuntimeException why) {
        // Who has the lock brings it to its end just now, and that may take longer than this thread can wait.
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (call == null) {
                return;
            }
            call.close(why.getStatus(), StatusMapping.trailers(why));
            call = null;
        } catch (IllegalStateException closedAlready) {
            // It broke the rules of its own accord.
            call = null;
        } finally {
            lock.unlock();
        }
        all.ended(this);
    }

    Tenant tenant() {
        return tenant;
    }

    /** Whether it takes longer than that. A stream of requests may. */
    boolean isSlowerThan(Duration patience) {
        return single && System.nanoTime() - beganNanos > patience.toNanos();
    }
}
