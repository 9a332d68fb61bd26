// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc.call;

import dev.agentcore.execution.Tenant;
import dev.agentcore.service.identity.Caller;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.ServerCall;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a call, from its headers to its end, in gRPC's context. A call's callbacks run one after the other, but on
 * different threads.
 */
public final class CallContext {
    static final Context.Key<CallContext> KEY = Context.key("agent-core-call");

    private final String method;
    private final @Nullable String peer;
    private volatile @Nullable Tenant tenant;
    private volatile @Nullable String code;
    private volatile boolean handedOver;

    private CallContext(String method, @Nullable String peer) {
        this.method = method;
        this.peer = peer;
    }

    static CallContext of(ServerCall<?, ?> call) {
        return new CallContext(String.valueOf(call.getMethodDescriptor().getBareMethodName()), peer(call));
    }

    private static @Nullable String peer(ServerCall<?, ?> call) {
        SocketAddress address = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        if (address instanceof InetSocketAddress internet && internet.getAddress() != null) {
            return internet.getAddress().getHostAddress() + ":" + internet.getPort();
        }
        return address == null ? null : "unix";
    }

    static CallContext current() {
        return Objects.requireNonNull(KEY.get(), "no call");
    }

    /** The caller of the current call. */
    public static Caller caller() {
        CallContext current = current();
        Tenant known = current.tenant;
        return new Caller(known == null ? Tenant.ANYBODY : known, current.method, current.peer);
    }

    /**
     * The caller of the current call. The service takes the call over: from now on it reports the call to observers itself.
     */
    public static Caller handOver() {
        CallContext current = current();
        current.handedOver = true;
        current.code = null;
        return caller();
    }

    String method() {
        return method;
    }

    @Nullable
    String peer() {
        return peer;
    }

    /** The tenant of the call; null if it is not known, or not yet. */
    @Nullable
    Tenant tenant() {
        return tenant;
    }

    void identified(Tenant whose) {
        tenant = whose;
    }

    /** The program in the call's request; null if there is none, or if the service has taken the call over. */
    @Nullable
    String code() {
        return code;
    }

    void brought(String program) {
        if (!handedOver) {
            code = program;
        }
    }

    boolean handedOver() {
        return handedOver;
    }
}
