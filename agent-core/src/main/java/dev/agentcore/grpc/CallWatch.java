// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.agentcore.execution.RunObserver;
import dev.agentcore.execution.TurnedAway;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who watch runs of the service's calls that came to nothing before there was a run: who was not allowed in, who
 * asked for what cannot be. To be the first to hear of a call. Safe for use by many threads.
 */
public final class CallWatch implements ServerInterceptor {
    private static final Context.Key<Watched> WATCHED = Context.key("agent-core-watched-call");

    private final List<RunObserver> observers;

    /** @param observers hear of them */
    public CallWatch(List<RunObserver> observers) {
        this.observers = List.copyOf(observers);
    }

    /** Where the current call comes from: an address and a port, or what else there is; null if that is not known. */
    public static @Nullable String peer() {
        Watched watched = WATCHED.get();
        return watched == null ? null : watched.peer;
    }

    /** The current call has become a run, of which its observers hear by themselves. */
    static void submitted() {
        Watched watched = WATCHED.get();
        if (watched != null) {
            watched.submitted = true;
            watched.code = null;
        }
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (!ExecutionServiceGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        var watched = new Watched(peer(call));
        var watchedCall = new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                if (!status.isOk() && !watched.submitted) {
                    tell(watched, String.valueOf(getMethodDescriptor().getBareMethodName()), status, trailers);
                }
                super.close(status, trailers);
            }
        };
        var context = Context.current().withValue(WATCHED, watched);
        return new SimpleForwardingServerCallListener<>(Contexts.interceptCall(context, watchedCall, headers, next)) {
            @Override
            public void onMessage(Q message) {
                if (message instanceof ExecutePythonRequest request) {
                    watched.code = request.getCode();
                }
                super.onMessage(message);
            }
        };
    }

    private void tell(Watched watched, String method, Status status, Metadata trailers) {
        var call = new TurnedAway(reason(status, trailers), method, CallerIdentity.known(), watched.peer, watched.code);
        watched.code = null;
        observers.forEach(observer -> observer.turnedAway(call));
    }

    /** What the status tells in its details, which have few words; the status's own word where it tells nothing. */
    private static String reason(Status status, Metadata trailers) {
        var details = StatusProto.fromStatusAndTrailers(status, trailers).getDetailsList();
        return details.stream()
                .filter(detail -> detail.is(ErrorInfo.class))
                .findFirst()
                .map(CallWatch::reason)
                .orElseGet(() -> status.getCode().name());
    }

    private static String reason(Any errorInfo) {
        try {
            return errorInfo.unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException ours) {
            throw new AssertionError(ours);
        }
    }

    private static @Nullable String peer(ServerCall<?, ?> call) {
        SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        if (address instanceof InetSocketAddress internet && internet.getAddress() != null) {
            return internet.getAddress().getHostAddress() + ":" + internet.getPort();
        }
        return address == null ? null : "unix";
    }

    /** What is known of a call. All of its events are heard one after the other. */
    private static final class Watched {
        private final @Nullable String peer;
        private volatile boolean submitted;
        private volatile @Nullable String code;

        Watched(@Nullable String peer) {
            this.peer = peer;
        }
    }
}
