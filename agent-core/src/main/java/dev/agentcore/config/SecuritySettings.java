// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS and authentication. Immutable.
 *
 * @param certificate the server's certificate chain in PEM; null for no TLS
 * @param key the private key in PEM, PKCS #8; null if and only if there is no certificate
 * @param clientAuthorities the CA certificates in PEM, one of which must have signed a client's certificate; null if clients
 *     need no certificate
 * @param tokens the file of bearer tokens; null if clients need no token
 * @param tenantHeader the header that names the tenant of callers without a token or certificate; null for none
 */
public record SecuritySettings(
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path clientAuthorities,
        @Nullable Path tokens,
        @Nullable String tenantHeader) {
    /**
     * Checks the combination.
     *
     * @throws IllegalArgumentException if a file is missing, naming it
     */
    public SecuritySettings {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("a certificate requires a key, and a key a certificate");
        }
        if (clientAuthorities != null && certificate == null) {
            throw new IllegalArgumentException("client authorities require a certificate of the server");
        }
    }

    /** Plaintext, and every caller is allowed. */
    public static SecuritySettings none() {
        return new SecuritySettings(null, null, null, null, null);
    }

    /** Whether callers are authenticated. */
    public boolean authenticates() {
        return tokens != null || clientAuthorities != null;
    }
}
