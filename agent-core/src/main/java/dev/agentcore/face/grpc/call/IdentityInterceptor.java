// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.face.grpc.call;

import dev.agentcore.execution.RejectedException;
import dev.agentcore.service.identity.Credentials;
import dev.agentcore.service.identity.TenantRules;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Determines the tenant of each call, and rejects calls without the required credentials. Thread-safe. */
public final class IdentityInterceptor implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    /** Health checks carry no credentials. */
    private static final String HEALTH = "grpc.health.v1.Health";

    private final TenantRules rules;
    private final Metadata.@Nullable Key<String> header;

    /**
     * Creates the interceptor.
     *
     * @param rules find the tenant
     * @param tenantHeader the header in which callers declare their name; null if none is trusted
     * @throws IllegalArgumentException if the name is not a valid header name
     */
    public IdentityInterceptor(TenantRules rules, @Nullable String tenantHeader) {
        this.rules = rules;
        header = tenantHeader == null ? null : Metadata.Key.of(tenantHeader, Metadata.ASCII_STRING_MARSHALLER);
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (HEALTH.equals(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        try {
            CallContext.current().identified(rules.tenantOf(credentials(call, headers)));
        } catch (RejectedException rejected) {
            StatusMapping.close(call, rejected.rejection());
            return new ServerCall.Listener<>() {};
        }
        return next.startCall(call, headers);
    }

    private Credentials credentials(ServerCall<?, ?> call, Metadata headers) {
        return new Credentials(
                headers.get(AUTHORIZATION),
                certificate(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)),
                header == null ? null : headers.get(header),
                address(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
    }

    private static @Nullable X509Certificate certificate(@Nullable SSLSession session) {
        if (session == null) {
            return null;
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate certificate ? certificate : null;
        } catch (SSLPeerUnverifiedException noneWasRequested) {
            return null;
        }
    }

    private static @Nullable String address(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : null;
    }
}
