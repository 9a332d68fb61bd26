// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Stream;

/** The trust store of the JVM in the image: the PEM certificates in a folder. */
final class TrustStore {
    private TrustStore() {}

    /**
     * Writes the trust store, without a password, ordered by file name.
     *
     * @param arguments the folder, and the file to write
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var factory = CertificateFactory.getInstance("X.509");
        for (Path each : certificates(Path.of(arguments[0]))) {
            try (InputStream pem = Files.newInputStream(each)) {
                store.setCertificateEntry(each.getFileName().toString(), factory.generateCertificate(pem));
            }
        }
        try (OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
            store.store(out, null);
        }
    }

    private static List<Path> certificates(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(each -> each.toString().endsWith(".crt"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new IOException(folder + " has no certificates");
            }
            return found;
        }
    }
}
