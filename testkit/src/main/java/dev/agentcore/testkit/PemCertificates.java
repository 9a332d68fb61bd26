// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Makes certificates for localhost with the JDK's keytool, valid for two days: {@code NAME.pem} and {@code NAME.key} in a
 * folder. Not thread-safe.
 */
public final class PemCertificates {
    private static final String PASSWORD = "password";

    private final Path folder;
    private final Path store;

    /** In {@code folder}, which no other instance may use. */
    public PemCertificates(Path folder) {
        this.folder = folder;
        store = folder.resolve("store.p12");
    }

    /** Makes a self-signed certificate, which cannot sign others: rustls accepts no authority's certificate from a server. */
    public PemCertificate selfSigned(String name) throws IOException, InterruptedException, GeneralSecurityException {
        return make(name, List.of());
    }

    /** Makes a self-signed certificate that can sign others. */
    public PemCertificate authority(String name) throws IOException, InterruptedException, GeneralSecurityException {
        return make(name, List.of("-ext", "bc:critical=ca:true"));
    }

    /** Makes a certificate that is signed by {@code authority}, which has been made before. */
    public PemCertificate signedBy(String authority, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        return make(name, List.of("-signer", authority));
    }

    private PemCertificate make(String name, List<String> more)
            throws IOException, InterruptedException, GeneralSecurityException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                // Not EC: rustls does not read the JDK's encoding of those keys.
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "2",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(more);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(output);
        }
        return export(name);
    }

    private PemCertificate export(String name) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var chain = new StringBuilder();
        for (Certificate certificate : keys.getCertificateChain(name)) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        String key =
                pem("PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
        return new PemCertificate(
                Files.writeString(folder.resolve(name + ".pem"), chain),
                Files.writeString(folder.resolve(name + ".key"), key));
    }

    private static String pem(String type, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), type);
    }
}
