// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.config.LifecycleSettings;
import dev.agentcore.config.SecuritySettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.server.AgentCoreServer;
import dev.agentcore.testkit.PemCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who may call, over a real socket with real certificates. */
@Timeout(120)
final class IdentityTest {
    /** SHA-256 of "one". */
    private static final String ONE = "sha256:7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        var certificates = new PemCertificates(folder);
        certificates.authority("authority");
        certificates.signedBy("authority", "server");
        certificates.signedBy("authority", "renewed");
        certificates.signedBy("authority", "alice");
        certificates.authority("other-authority");
        certificates.signedBy("other-authority", "mallory");
    }

    @Test
    void aTokenIsNeededIfThereAreAny() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), "alice " + ONE);
        try (AgentCoreServer server = serve(new SecuritySettings(null, null, null, tokens, null))) {
            try (AgentCoreClient alice = client(server).bearerToken("one").build()) {
                assertThat(alice.run("print(1)").stdout()).isEqualTo("1\n");
            }
            try (AgentCoreClient nobody = client(server).build()) {
                assertRefused(nobody, "a bearer token is required");
            }
            try (AgentCoreClient mallory = client(server).bearerToken("two").build()) {
                assertRefused(mallory, "the bearer token is not valid");
            }
        }
    }

    @Test
    void tlsNeedsATrustedCertificateOnBothSides() throws Exception {
        var security = new SecuritySettings(pem("server"), key("server"), pem("authority"), null, null);
        try (AgentCoreServer server = serve(security)) {
            try (AgentCoreClient alice = client(server)
                    .trustedAuthorities(pem("authority"))
                    .certificate(pem("alice"), key("alice"))
                    .build()) {
                assertThat(alice.run("print(1)").stdout()).isEqualTo("1\n");
            }
            assertNoConnection(client(server).trustedAuthorities(pem("authority")));
            assertNoConnection(
                    client(server).trustedAuthorities(pem("authority")).certificate(pem("mallory"), key("mallory")));
            assertNoConnection(
                    client(server).trustedAuthorities(pem("other-authority")).certificate(pem("alice"), key("alice")));
            assertNoConnection(client(server));
        }
    }

    @Test
    void aCertificateThatIsRenewedIsUsedWithoutARestart() throws Exception {
        Path certificate = Files.copy(pem("mallory"), folder.resolve("used.pem"));
        Path key = Files.copy(key("mallory"), folder.resolve("used.key"));
        try (AgentCoreServer server = serve(new SecuritySettings(certificate, key, null, null, null))) {
            assertNoConnection(client(server).trustedAuthorities(pem("authority")));
            Files.copy(key("renewed"), key, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(pem("renewed"), certificate, StandardCopyOption.REPLACE_EXISTING);
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
                try (AgentCoreClient client =
                        client(server).trustedAuthorities(pem("authority")).build()) {
                    return client.run("print(1)").stdout().equals("1\n");
                }
            });
        }
    }

    @Test
    void aKeyOfAnotherCertificateFailsTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> serve(new SecuritySettings(pem("server"), key("renewed"), null, null, null)))
                .withMessage("TLS: %s and %s are not a certificate chain and its key, both in PEM, the key in PKCS #8"
                        .formatted(pem("server"), key("renewed")));
    }

    @Test
    void aCertificateIsNotUsedBeforeItsKeyIsThere() throws Exception {
        Path certificate = Files.copy(pem("server"), folder.resolve("half.pem"));
        Path key = Files.copy(key("server"), folder.resolve("half.key"));
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                logged.add(event.getFormattedMessage());
            }
        };
        appender.start();
        var log = (Logger) LoggerFactory.getLogger("dev.agentcore.server");
        log.addAppender(appender);
        try (AgentCoreServer server = serve(new SecuritySettings(certificate, key, null, null, null))) {
            Files.copy(pem("renewed"), certificate, StandardCopyOption.REPLACE_EXISTING);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(logged)
                            .anySatisfy(line ->
                                    assertThat(line).startsWith("TLS reload failed; keeping the current certificate")));
            try (AgentCoreClient client =
                    client(server).trustedAuthorities(pem("authority")).build()) {
                assertThat(client.run("print(1)").stdout()).isEqualTo("1\n");
            }
        } finally {
            log.detachAppender(appender);
        }
    }

    private static AgentCoreServer serve(SecuritySettings security) throws IOException {
        return AgentCoreServer.start(ServerSettings.defaults()
                .withPort(0)
                .withLifecycle(LifecycleSettings.immediate())
                .withSecurity(security));
    }

    private static AgentCoreClient.Builder client(AgentCoreServer server) {
        return AgentCoreClient.builder("localhost:" + server.port());
    }

    private static void assertRefused(AgentCoreClient client, String message) {
        assertThatExceptionOfType(AgentCoreException.class)
                .isThrownBy(() -> client.run("print(1)"))
                .withMessageContaining(message)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
    }

    private static void assertNoConnection(AgentCoreClient.Builder builder) {
        try (AgentCoreClient client = builder.build()) {
            assertThatExceptionOfType(AgentCoreException.class)
                    .isThrownBy(() -> client.run("print(1)"))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        }
    }

    private static Path pem(String name) {
        return folder.resolve(name + ".pem");
    }

    private static Path key(String name) {
        return folder.resolve(name + ".key");
    }
}
