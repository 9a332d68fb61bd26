// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc.call;

import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.Tenant;
import dev.agentcore.execution.Ticker;
import dev.agentcore.execution.engine.MemoryBudget;
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
 * Bounds the memory and the time of requests that are being received: from a call's first byte to the end of its request.
 * When they exceed the memory limit together, the largest request of the tenant that holds most is rejected. A request that
 * exceeds the timeout is rejected, too. Thread-safe.
 *
 * <p>It counts as a tracer of streams and rejects as an interceptor, so a server needs it as both.
 */
public final class InboundMemoryLimiter extends ServerStreamTracer.Factory implements ServerInterceptor {
    private final MemoryBudget budget;
    private final Duration timeout;
    private final Ticker ticker;
    private final Duration retryAfter;

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock: requests that are being received, and the memory that each holds.
    private final Map<InboundRequest, MemoryBudget.Lease> receiving = new LinkedHashMap<>();

    /**
     * Starts with no requests.
     *
     * @param budget bounds how much all of them may hold ({@link MemoryBudget.Purpose#INBOUND})
     * @param timeout the timeout of each request
     * @param ticker measures the timeout
     * @param retryAfter the retry delay sent to callers if memory was exhausted
     */
    public InboundMemoryLimiter(MemoryBudget budget, Duration timeout, Ticker ticker, Duration retryAfter) {
        this.budget = budget;
        this.timeout = timeout;
        this.ticker = ticker;
        this.retryAfter = retryAfter;
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
        var request = new InboundRequest(this, ticker.nanos());
        lock.lock();
        try {
            receiving.put(request, budget.emptyLease(MemoryBudget.Purpose.INBOUND));
        } finally {
            lock.unlock();
        }
        return request;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        ServerCall.Listener<Q> listener = next.startCall(call, headers);
        InboundRequest request = InboundRequest.current();
        if (request == null) {
            return listener;
        }
        request.begin(CallContext.caller().tenant(), call);
        boolean one = call.getMethodDescriptor().getType().clientSendsOneMessage();
        return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(listener) {
            @Override
            public void onMessage(Q message) {
                request.proceed(() -> super.onMessage(message));
                if (!one) {
                    received(request);
                }
            }

            @Override
            public void onHalfClose() {
                request.complete(super::onHalfClose);
            }
        };
    }

    /** Rejects requests that take too long; to be called periodically. */
    public void rejectSlow() {
        List<InboundRequest> all;
        lock.lock();
        try {
            all = List.copyOf(receiving.keySet());
        } finally {
            lock.unlock();
        }
        long now = ticker.nanos();
        all.stream()
                .filter(each -> each.isSlowerThan(timeout, now))
                .forEach(each -> each.reject(new Rejection.RequestTooSlow(timeout)));
    }

    /** How much they hold, in bytes. */
    public long held() {
        return budget.leased(MemoryBudget.Purpose.INBOUND);
    }

    void grown(InboundRequest request, long bytes) {
        InboundRequest victim = null;
        lock.lock();
        try {
            MemoryBudget.Lease lease = receiving.get(request);
            if (lease != null && !lease.charge(bytes)) {
                victim = largestOfTheGreediest();
            }
        } finally {
            lock.unlock();
        }
        if (victim != null) {
            victim.reject(new Rejection.RequestMemoryFull(retryAfter));
        }
    }

    /** One message of a stream of requests was received, and the next has not begun. */
    private void received(InboundRequest request) {
        lock.lock();
        try {
            MemoryBudget.Lease lease = receiving.get(request);
            if (lease != null) {
                lease.shrink(lease.bytes());
            }
        } finally {
            lock.unlock();
        }
    }

    void ended(InboundRequest request) {
        lock.lock();
        try {
            MemoryBudget.Lease lease = receiving.remove(request);
            if (lease != null) {
                lease.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable InboundRequest largestOfTheGreediest() {
        Map<Tenant, Long> shares = new HashMap<>();
        receiving.forEach((each, lease) -> shares.merge(each.tenant(), lease.bytes(), Long::sum));
        return receiving.entrySet().stream()
                .max(Comparator.comparingLong((Map.Entry<InboundRequest, MemoryBudget.Lease> each) ->
                                shares.getOrDefault(each.getKey().tenant(), 0L))
                        .thenComparingLong(each -> each.getValue().bytes()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
