// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.identity;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The tenant's name in a certificate: its common name, or the whole subject if it has none. Stateless. */
final class CertificateName {
    private static final String NAMELESS = "nameless";

    private CertificateName() {}

    static String of(X509Certificate certificate) {
        return of(certificate.getSubjectX500Principal().getName());
    }

    static String of(String subject) {
        return commonName(subject).or(() -> TenantRules.name(subject)).orElse(NAMELESS);
    }

    private static Optional<String> commonName(String subject) {
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .flatMap(name -> TenantRules.name(name).stream())
                            .findFirst();
        } catch (InvalidNameException malformed) {
            return Optional.empty();
        }
    }
}
