// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import dev.agentcore.execution.Tenant;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what requests that have not all come yet hold of the server's memory: gRPC collects up to
 * {@link ExecutionGrpcService#MAX_REQUEST_BYTES} of each, however slowly it comes. When there is too much, the tenant who
 * has sent most of it loses its largest; and one that takes too long is given up. Safe for use by many threads.
 *
 * <p>It counts as a tracer of streams, and gives up calls as an interceptor, so it has to be both to a server.
 */
public final class ArrivingRequests extends ServerStreamTracer.Factory implements ServerInterceptor {
    private final long capacity;
    private final Duration patience;
    private final Duration retryAfter;

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock: those that are on their way, and how much of each is here.
    private final Map<Arrival, Long> arriving = new LinkedHashMap<>();
    private long held;

    /**
     * None is on its way.
     *
     * @param capacity what all may hold together, in bytes
     * @param patience how long each may take
     * @param retryAfter how long one that was given up for want of room is told to wait
     */
    public ArrivingRequests(long capacity, Duration patience, Duration retryAfter) {
        this.capacity = capacity;
        this.patience = patience;
        this.retryAfter = retryAfter;
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        var arrival = new Arrival(this);
        lock.lock();
        try {
            arriving.put(arrival, 0L);
        } finally {
            lock.unlock();
        }
        return arrival;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        ServerCall.Listener<Q> listener = next.startCall(call, headers);
        Arrival arrival = Arrival.current();
        if (arrival == null) {
            return listener;
        }
        arrival.begin(CallerIdentity.tenant(), call);
        boolean one = call.getMethodDescriptor().getType().clientSendsOneMessage();
        return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onMessage(Q message) {
                arrival.proceed(() -> super.onMessage(message));
                if (!one) {
                    arrived(arrival);
                }
            }

            @Override
            public void onHalfClose() {
                arrival.complete(super::onHalfClose);
            }
        };
    }

    /** Gives up those that take too long; to be called from time to time. */
    public void giveUpSlow() {
        List<Arrival> all;
        lock.lock();
        try {
            all = List.copyOf(arriving.keySet());
        } finally {
            lock.unlock();
        }
        all.stream()
                .filter(each -> each.isSlowerThan(patience))
                .forEach(each -> each.giveUp(StatusMapping.tooSlow(patience)));
    }

    /** How much of them is here, in bytes. */
    public long held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    void grown(Arrival arrival, long bytes) {
        Arrival victim = null;
        lock.lock();
        try {
            if (arriving.computeIfPresent(arrival, (itself, before) -> before + bytes) == null) {
                return;
            }
            held += bytes;
            if (held > capacity) {
                victim = largestOfTheGreediest();
            }
        } finally {
            lock.unlock();
        }
        if (victim != null) {
            victim.giveUp(StatusMapping.noRoom(retryAfter));
        }
    }

    /** One message of several is here, and the next not yet. */
    private void arrived(Arrival arrival) {
        lock.lock();
        try {
            Long bytes = arriving.replace(arrival, 0L);
            held -= bytes == null ? 0 : bytes;
        } finally {
            lock.unlock();
        }
    }

    void ended(Arrival arrival) {
        lock.lock();
        try {
            Long bytes = arriving.remove(arrival);
            held -= bytes == null ? 0 : bytes;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Arrival largestOfTheGreediest() {
        Map<Tenant, Long> shares = new HashMap<>();
        arriving.forEach((each, bytes) -> shares.merge(each.tenant(), bytes, Long::sum));
        return arriving.entrySet().stream()
                .max(Comparator.comparingLong((Map.Entry<Arrival, Long> each) ->
                                shares.getOrDefault(each.getKey().tenant(), 0L))
                        .thenComparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
