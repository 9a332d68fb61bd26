// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client.internal;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.Map;
import java.util.function.Supplier;

/** Adds headers with their current values to each call. Thread-safe if the suppliers are. */
record SentHeaders(Map<Metadata.Key<String>, Supplier<String>> values) implements ClientInterceptor {
    SentHeaders {
        values = Map.copyOf(values);
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata sent) {
                values.forEach((name, value) -> sent.put(name, value.get()));
                super.start(listener, sent);
            }
        };
    }
}
