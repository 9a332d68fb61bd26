// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.testkit.PemCertificate;
import dev.agentcore.testkit.PemCertificates;
import dev.agentcore.testkit.ServerProcess;
import dev.agentcore.testkit.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who the client believes to be a server, whom a server believes to be its client, and where it can be. */
@Timeout(120)
final class EncryptedTargetsIT {
    private static final String TOKEN = "a-token-of-alices";

    @TempDir
    private static Path folder;

    /** For localhost and 127.0.0.1. */
    private static PemCertificate servers;

    private static PemCertificate alices;
    private static Path tokens;

    @BeforeAll
    static void makeCertificates() throws Exception {
        var certificates = new PemCertificates(folder);
        servers = certificates.selfSigned("servers");
        alices = certificates.selfSigned("alices");
        tokens = Files.writeString(folder.resolve("tokens"), Tokens.line("alice", TOKEN));
    }

    @Test
    void severalServersAreCalledInTurnsEachByItsName() throws Exception {
        try (ServerProcess one = startEncrypted("127.0.0.1");
                ServerProcess other = startEncrypted("127.0.0.1");
                AgentCoreClient client = AgentCoreClient.builder("localhost:" + port(one), "127.0.0.1:" + port(other))
                        .trustedAuthorities(servers.certificate())
                        .bearerToken(TOKEN)
                        .build()) {
            await().until(() -> {
                assertThat(client.run("print(1)").stdout()).isEqualTo("1\n");
                return completedRuns(one) > 0 && completedRuns(other) > 0;
            });
        }
    }

    @Test
    void aServerWithAnothersCertificateIsLeftOut() throws Exception {
        // All of 127.0.0.0/8 is this machine, and the certificate is for one address of it.
        try (ServerProcess right = startEncrypted("127.0.0.1");
                ServerProcess wrong = startEncrypted("127.0.0.2")) {
            try (AgentCoreClient client = AgentCoreClient.builder("localhost:" + port(right), wrong.target())
                    .trustedAuthorities(servers.certificate())
                    .bearerToken(TOKEN)
                    .build()) {
                for (int run = 0; run < 10; run++) {
                    assertThat(client.run("print(2)").stdout()).isEqualTo("2\n");
                }
            }
            assertThat(completedRuns(wrong)).isZero();
            try (AgentCoreClient client = AgentCoreClient.builder(wrong.target())
                    .trustedAuthorities(servers.certificate())
                    .bearerToken(TOKEN)
                    .build()) {
                assertRefused(client, ErrorCode.UNAVAILABLE, "127.0.0.2");
            }
        }
    }

    @Test
    void theTokenIsAskedForByEachServer() throws Exception {
        try (ServerProcess one = startEncrypted("127.0.0.1");
                ServerProcess other = startEncrypted("127.0.0.1");
                AgentCoreClient client = AgentCoreClient.builder("localhost:" + port(one), "localhost:" + port(other))
                        .trustedAuthorities(servers.certificate())
                        .bearerToken("another")
                        .build()) {
            for (int run = 0; run < 4; run++) {
                assertRefused(client, ErrorCode.UNAUTHENTICATED, "token");
            }
        }
    }

    @Test
    void aCertificateIdentifiesTheCaller() throws Exception {
        try (ServerProcess server =
                startEncrypted("127.0.0.1", "--set", "security.tls.client-authorities=" + alices.certificate())) {
            try (AgentCoreClient client = AgentCoreClient.builder(server.target())
                    .trustedAuthorities(servers.certificate())
                    .certificate(alices.certificate(), alices.key())
                    .bearerToken(TOKEN)
                    .build()) {
                assertThat(client.run("print(3)").stdout()).isEqualTo("3\n");
            }
            try (AgentCoreClient stranger = AgentCoreClient.builder(server.target())
                    .trustedAuthorities(servers.certificate())
                    .certificate(servers.certificate(), servers.key())
                    .bearerToken(TOKEN)
                    .build()) {
                assertRefused(stranger, ErrorCode.UNAVAILABLE, "");
            }
        }
    }

    @Test
    void aSocketInTheFileSystemIsATarget() throws Exception {
        Path socket = folder.resolve("socket");
        try (ServerProcess server = ServerProcess.start("--set", "listen.socket=" + socket);
                AgentCoreClient client = AgentCoreClient.connect("unix:" + socket)) {
            assertThat(server.target()).isEqualTo("unix:" + socket);
            assertThat(client.run("print(4)").stdout()).isEqualTo("4\n");
            assertThat(client.runAsync("print(5)").join().stdout()).isEqualTo("5\n");
        }
    }

    private static void assertRefused(AgentCoreClient client, ErrorCode code, String why) {
        assertThatExceptionOfType(AgentCoreException.class)
                .isThrownBy(() -> client.run("print('no')"))
                .withMessageContaining(why)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static ServerProcess startEncrypted(String host, String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--set",
                "listen.host=" + host,
                "--set",
                "security.tls.certificate=" + servers.certificate(),
                "--set",
                "security.tls.key=" + servers.key(),
                "--set",
                "security.tokens=" + tokens));
        options.addAll(List.of(more));
        return ServerProcess.start(options.toArray(String[]::new));
    }

    private static String port(ServerProcess server) throws IOException {
        return server.target().split(":", 2)[1];
    }

    private static long completedRuns(ServerProcess server) throws IOException {
        return server.log()
                .lines()
                .filter(line -> line.contains(" COMPLETED: "))
                .count();
    }
}
