// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.identity;

import dev.agentcore.execution.RejectedException;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.Tenant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tenant of a call. Thread-safe.
 *
 * <p>With a token file, the tenant is the name of the bearer token. Otherwise it is, in this order, the name in the client
 * certificate, the name in the tenant header, and the address of the caller. A proved name is never replaced by one that
 * the caller declares.
 */
public final class TenantRules {
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_NAME = 128;

    private final @Nullable TokenFile tokens;

    /** @param tokens the bearer tokens that are required; null if none is */
    public TenantRules(@Nullable TokenFile tokens) {
        this.tokens = tokens;
    }

    /**
     * The tenant of a call.
     *
     * @throws RejectedException if a bearer token is required and there is no valid one
     */
    public Tenant tenantOf(Credentials credentials) {
        return new Tenant(tokens == null ? nameOf(credentials) : tokenName(tokens, credentials.authorization()));
    }

    private static String nameOf(Credentials credentials) {
        if (credentials.certificate() != null) {
            return CertificateName.of(credentials.certificate());
        }
        return name(credentials.declaredName())
                .or(() -> Optional.ofNullable(credentials.address()))
                .orElse(Tenant.ANYBODY.name());
    }

    private static String tokenName(TokenFile tokens, @Nullable String authorization) {
        if (authorization == null) {
            throw new RejectedException(new Rejection.Unauthenticated("a bearer token is required"));
        }
        boolean bearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return (bearer ? tokens.nameOf(authorization.substring(SCHEME.length()).strip()) : Optional.<String>empty())
                .orElseThrow(
                        () -> new RejectedException(new Rejection.Unauthenticated("the bearer token is not valid")));
    }

    /** A name that a caller gave: trimmed, at most 128 characters; empty if nothing is left of it. */
    static Optional<String> name(@Nullable String given) {
        return Optional.ofNullable(given)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_NAME)));
    }
}
