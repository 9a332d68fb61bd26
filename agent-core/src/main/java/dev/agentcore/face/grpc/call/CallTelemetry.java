// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc.call;

import dev.agentcore.observability.RunTelemetry;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records a span for each call, as a child of the caller's span, and the standard metric of calls, by OpenTelemetry's
 * conventions for RPC. Callbacks on gRPC's threads run in the span's context. Must be the first interceptor. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/rpc/grpc/">OpenTelemetry semantic conventions, gRPC</a>
 */
public final class CallTelemetry implements ServerInterceptor {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system.name");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("rpc.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> PEER_ADDRESS = AttributeKey.stringKey("network.peer.address");
    private static final AttributeKey<Long> PEER_PORT = AttributeKey.longKey("network.peer.port");

    /** As the conventions advise. */
    private static final List<Double> SECONDS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final DoubleHistogram duration;

    /** Creates the instrument. */
    public CallTelemetry(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer(RunTelemetry.SCOPE);
        propagator = openTelemetry.getPropagators().getTextMapPropagator();
        duration = openTelemetry
                .getMeter(RunTelemetry.SCOPE)
                .histogramBuilder("rpc.server.call.duration")
                .setUnit("s")
                .setDescription("How long calls took, by method and status")
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        var traced = new TracedCall<>(call, headers);
        try {
            return new TracedListener<>(traced, next.startCall(traced, headers));
        } catch (RuntimeException | Error failure) {
            traced.ended(Status.UNKNOWN);
            throw failure;
        }
    }

    private enum Headers implements TextMapGetter<Metadata> {
        GETTER;

        @Override
        public Iterable<String> keys(Metadata headers) {
            return headers.keys();
        }

        @Override
        public @Nullable String get(@Nullable Metadata headers, String name) {
            return headers == null || name.endsWith(Metadata.BINARY_HEADER_SUFFIX)
                    ? null
                    : headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        }
    }

    private final class TracedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
        private final String method = getMethodDescriptor().getFullMethodName();
        private final long beganNanos = System.nanoTime();
        private final Span span;
        private final Context context;
        private volatile Status status = Status.CANCELLED;

        TracedCall(ServerCall<Q, R> call, Metadata headers) {
            super(call);
            Context parent = propagator.extract(Context.root(), headers, Headers.GETTER);
            var builder = tracer.spanBuilder(method)
                    .setSpanKind(SpanKind.SERVER)
                    .setParent(parent)
                    .setAttribute(SYSTEM, "grpc")
                    .setAttribute(METHOD, method);
            if (call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress peer
                    && peer.getAddress() != null) {
                builder.setAttribute(PEER_ADDRESS, peer.getAddress().getHostAddress())
                        .setAttribute(PEER_PORT, (long) peer.getPort());
            }
            span = builder.startSpan();
            context = parent.with(span);
        }

        @Override
        public void close(Status end, Metadata trailers) {
            status = end;
            super.close(end, trailers);
        }

        void ended() {
            ended(status);
        }

        void ended(Status end) {
            Status.Code code = end.getCode();
            span.setAttribute(STATUS, code.name());
            boolean error = isServerError(code);
            if (error) {
                span.setAttribute(ERROR, code.name()).setStatus(StatusCode.ERROR);
            }
            span.end();
            AttributesBuilder attributes =
                    Attributes.builder().put(SYSTEM, "grpc").put(METHOD, method).put(STATUS, code.name());
            if (error) {
                attributes.put(ERROR, code.name());
            }
            duration.record((System.nanoTime() - beganNanos) / 1e9, attributes.build(), context);
        }

        /** A rejection or a cancellation is not an error of the server. */
        private static boolean isServerError(Status.Code code) {
            return code == Status.Code.INTERNAL || code == Status.Code.UNKNOWN || code == Status.Code.DATA_LOSS;
        }
    }

    private static final class TracedListener<Q> extends SimpleForwardingServerCallListener<Q> {
        private final CallTelemetry.TracedCall<?, ?> call;

        TracedListener(CallTelemetry.TracedCall<?, ?> call, ServerCall.Listener<Q> listener) {
            super(listener);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            call.context.wrap(() -> super.onMessage(message)).run();
        }

        @Override
        public void onHalfClose() {
            call.context.wrap(super::onHalfClose).run();
        }

        @Override
        public void onReady() {
            call.context.wrap(super::onReady).run();
        }

        @Override
        public void onCancel() {
            try {
                call.context.wrap(super::onCancel).run();
            } finally {
                call.ended(Status.CANCELLED);
            }
        }

        @Override
        public void onComplete() {
            try {
                call.context.wrap(super::onComplete).run();
            } finally {
                call.ended();
            }
        }
    }
}
