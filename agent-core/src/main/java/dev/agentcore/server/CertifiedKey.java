// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import io.grpc.util.CertificateUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate chain and the private key of its first certificate. A mismatch is detected here and not in the first
 * handshake: while an operator replaces two files, one of them is new for a moment.
 *
 * @param chain the server's own certificate first
 */
record CertifiedKey(List<X509Certificate> chain, PrivateKey key) {
    CertifiedKey {
        chain = List.copyOf(chain);
    }

    /**
     * Reads both files.
     *
     * @param certificates a PEM file of certificates
     * @param key a PEM file of a PKCS #8 key
     * @throws IOException if one of them cannot be read
     * @throws GeneralSecurityException if one is malformed, or the key does not match the certificate
     */
    static CertifiedKey read(Path certificates, Path key) throws IOException, GeneralSecurityException {
        try (InputStream chain = Files.newInputStream(certificates);
                InputStream secret = Files.newInputStream(key)) {
            var read = new CertifiedKey(
                    List.of(CertificateUtils.getX509Certificates(chain)), CertificateUtils.getPrivateKey(secret));
            read.requireMatch();
            return read;
        }
    }

    private void requireMatch() throws GeneralSecurityException {
        if (chain.isEmpty()) {
            throw new GeneralSecurityException("no certificate");
        }
        PublicKey certified = chain.get(0).getPublicKey();
        byte[] message = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm());
        signature.initSign(key);
        signature.update(message);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(message);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("the key does not match the certificate");
        }
    }

    private String algorithm() throws GeneralSecurityException {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
            default -> throw new GeneralSecurityException("unsupported key algorithm " + key.getAlgorithm());
        };
    }
}
