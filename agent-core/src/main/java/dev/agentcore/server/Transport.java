// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.config.SecuritySettings;
import dev.agentcore.execution.ReadFailure;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transport of calls: plaintext, or TLS with certificates that are reloaded when their files have changed. Existing
 * connections keep the old certificates. Reloads must not run concurrently.
 */
final class Transport {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

    private final ServerCredentials credentials;
    private final List<Reloaded> reloaded;

    private Transport(ServerCredentials credentials, List<Reloaded> reloaded) {
        this.credentials = credentials;
        this.reloaded = reloaded;
    }

    /**
     * Reads the certificates, if any are configured.
     *
     * @throws IllegalArgumentException if they cannot be read; the message has one line that names the file
     */
    static Transport of(SecuritySettings security) {
        Path certificate = security.certificate();
        if (certificate == null) {
            return new Transport(InsecureServerCredentials.create(), List.of());
        }
        Path key = Objects.requireNonNull(security.key());
        var identity = new AdvancedTlsX509KeyManager();
        var tls = TlsServerCredentials.newBuilder().keyManager(identity);
        var reloaded = new ArrayList<Reloaded>();
        reloaded.add(new Reloaded(
                List.of(certificate, key),
                "are not a certificate chain and its key, both in PEM, the key in PKCS #8",
                () -> {
                    CertifiedKey read = CertifiedKey.read(certificate, key);
                    identity.updateIdentityCredentials(read.chain().toArray(X509Certificate[]::new), read.key());
                }));
        Path authorities = security.clientAuthorities();
        if (authorities != null) {
            AdvancedTlsX509TrustManager trust = trustManager();
            tls.trustManager(trust).clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
            reloaded.add(new Reloaded(
                    List.of(authorities),
                    "is not a list of certificates in PEM",
                    () -> trust.updateTrustCredentials(authorities.toFile())));
        }
        reloaded.forEach(Reloaded::load);
        return new Transport(tls.build(), reloaded);
    }

    private static AdvancedTlsX509TrustManager trustManager() {
        try {
            return AdvancedTlsX509TrustManager.newBuilder()
                    .setVerification(AdvancedTlsX509TrustManager.Verification.CERTIFICATE_ONLY_VERIFICATION)
                    .build();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    ServerCredentials credentials() {
        return credentials;
    }

    /** Each reloads some files if they have changed. After a failure, which is logged, the old contents stay in use. */
    List<Runnable> reloads() {
        return reloaded.stream().<Runnable>map(each -> each::refresh).toList();
    }

    private interface Loading {
        void load() throws IOException, GeneralSecurityException;
    }

    /** Files that are read together, and reloaded when one of them has changed. */
    private static final class Reloaded {
        private final List<Path> files;
        private final String complaint;
        private final Loading loading;
        private List<FileTime> times = List.of();

        Reloaded(List<Path> files, String complaint, Loading loading) {
            this.files = files;
            this.complaint = complaint;
            this.loading = loading;
        }

        void load() {
            try {
                times = times();
                loading.load();
            } catch (FileSystemException unreadable) {
                String what = unreadable.getFile() + ": " + ReadFailure.describe(unreadable);
                throw new IllegalArgumentException("TLS: " + what, unreadable);
            } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
                throw new IllegalArgumentException("TLS: " + names() + " " + complaint, unusable);
            }
        }

        void refresh() {
            try {
                if (!times().equals(times)) {
                    load();
                    LOG.info("Reloaded {}", files);
                }
            } catch (IOException | IllegalArgumentException unreadable) {
                LOG.warn("TLS reload failed; keeping the current certificate: {}", unreadable.toString());
            }
        }

        private String names() {
            return files.stream().map(Path::toString).collect(Collectors.joining(" and "));
        }

        private List<FileTime> times() throws IOException {
            var now = new ArrayList<FileTime>();
            for (Path file : files) {
                now.add(Files.getLastModifiedTime(file));
            }
            return now;
        }
    }
}
