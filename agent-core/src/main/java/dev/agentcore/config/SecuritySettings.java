package dev.agentcore.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who may call, and how that is known.
 *
 * @param certificate the server's certificate chain in PEM; null for no TLS
 * @param key its private key in PEM, PKCS #8; null if there is no certificate
 * @param clientAuthorities certificates in PEM, by one of which each caller's must be signed; null if callers need none
 * @param tokens the file of bearer tokens; null if callers need none
 * @param tenantHeader the header in which callers who are known by nothing else tell on whose behalf they call; null if
 *     none is asked
 */
public record SecuritySettings(
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path clientAuthorities,
        @Nullable Path tokens,
        @Nullable String tenantHeader) {
    /**
     * Checks that what belongs together is there.
     *
     * @throws IllegalArgumentException if not, naming what is missing
     */
    public SecuritySettings {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("a certificate and its key are needed, or neither");
        }
        if (clientAuthorities != null && certificate == null) {
            throw new IllegalArgumentException("callers' certificates need one of the server's");
        }
    }

    /** Anybody, in plain text. */
    public static SecuritySettings none() {
        return new SecuritySettings(null, null, null, null, null);
    }

    /** Whether it is known who calls. */
    public boolean authenticates() {
        return tokens != null || clientAuthorities != null;
    }
}
