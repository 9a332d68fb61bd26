// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import dev.agentcore.execution.Tenant;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls, and refuses who may not. Safe for use by many threads.
 *
 * <p>A call's tenant is the name of its bearer token; without tokens, the common name of its certificate, or all of the
 * subject if that has none; without a certificate, what the caller says in a header, if the operator has named one; and else the address it comes from.
 */
public final class CallerIdentity implements ServerInterceptor {
    private static final Context.Key<Tenant> TENANT = Context.key("agent-core-tenant");
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_NAME = 128;

    /** Probes have no token. */
    private static final String HEALTH = "grpc.health.v1.Health";

    private final @Nullable BearerTokens tokens;
    private final Metadata.@Nullable Key<String> header;

    /**
     * Composes it.
     *
     * @param tokens those that are asked for; null if none is
     * @param tenantHeader the header in which callers tell their name; null if they do not
     * @throws IllegalArgumentException if no header can be called so
     */
    public CallerIdentity(@Nullable BearerTokens tokens, @Nullable String tenantHeader) {
        this.tokens = tokens;
        header = tenantHeader == null ? null : Metadata.Key.of(tenantHeader, Metadata.ASCII_STRING_MARSHALLER);
    }

    /** On whose behalf the current call is. */
    static Tenant tenant() {
        Tenant known = known();
        return known == null ? Tenant.ANYBODY : known;
    }

    /** The same; null if that was not found out, or not yet. */
    static @Nullable Tenant known() {
        return TENANT.get();
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (HEALTH.equals(call.getMethodDescriptor().getServiceName())) {
            return next.startCall(call, headers);
        }
        Tenant tenant;
        try {
            tenant = new Tenant(name(call, headers));
        } catch (StatusRuntimeException refused) {
            call.close(refused.getStatus(), StatusMapping.trailers(refused));
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(Context.current().withValue(TENANT, tenant), call, headers, next);
    }

    private String name(ServerCall<?, ?> call, Metadata headers) {
        if (tokens != null) {
            return tokenName(tokens, headers.get(AUTHORIZATION));
        }
        return certificateName(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
                .or(() -> header == null ? Optional.empty() : toldName(headers.get(header)))
                .orElseGet(() -> address(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
    }

    private static String tokenName(BearerTokens tokens, @Nullable String authorization) {
        if (authorization == null) {
            throw StatusMapping.unauthenticated("a bearer token is needed");
        }
        boolean bearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return (bearer ? tokens.nameOf(authorization.substring(SCHEME.length()).strip()) : Optional.<String>empty())
                .orElseThrow(() -> StatusMapping.unauthenticated("the bearer token is not valid"));
    }

    private static Optional<String> certificateName(@Nullable SSLSession session) {
        if (session == null) {
            return Optional.empty();
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate certificate
                    ? Optional.of(
                            subjectName(certificate.getSubjectX500Principal().getName()))
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException nobodyAskedForOne) {
            return Optional.empty();
        }
    }

    /** Never what the caller says in a header: that would be another's name for the asking. */
    private static String subjectName(String subject) {
        return commonName(subject).or(() -> toldName(subject)).orElse("nameless");
    }

    private static Optional<String> commonName(String subject) {
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .flatMap(name -> toldName(name).stream())
                            .findFirst();
        } catch (InvalidNameException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> toldName(@Nullable String name) {
        return Optional.ofNullable(name)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_NAME)));
    }

    private static String address(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : Tenant.ANYBODY.name();
    }
}
