// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentcore.testkit.FreePort;
import dev.agentcore.testkit.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers of a pool, with the rendered configuration, and a name that stands for both, as a headless Service's does. */
@Timeout(180)
final class PoolIT {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final int CALLS = 20;

    @Test
    void aClientOfAHeadlessServiceTakesTurnsAmongItsPods(@TempDir Path one, @TempDir Path other, @TempDir Path folder)
            throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), Tokens.line("alice", TOKEN));
        Path hosts = Files.writeString(folder.resolve("hosts"), """
                127.0.0.1 agent-core.agents
                127.0.0.2 agent-core.agents
                """);
        Manifests manifests = HelmChart.render("");
        String port = "listen.port=" + FreePort.find();
        String known = "security.tokens=" + tokens;
        String options = JvmOptions.of(manifests);
        try (PodServer first = PodServer.start(manifests, one, options, port, known, "listen.host=127.0.0.1");
                PodServer second = PodServer.start(manifests, other, options, port, known, "listen.host=127.0.0.2")) {
            assertThat(callsOf(hosts, "dns:///agent-core.agents:" + port.substring(port.indexOf('=') + 1)))
                    .isEqualTo("hello\n".repeat(CALLS));
            assertThat(first.end()).isZero();
            assertThat(second.end()).isZero();
            // The first call may come before there is a connection to the second.
            assertThat(runs(first)).isBetween(CALLS / 2L - 3, CALLS / 2L + 3);
            assertThat(runs(first) + runs(second)).isEqualTo(CALLS);
        }
    }

    private static String callsOf(Path hosts, String target) throws Exception {
        Process caller = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PoolCaller.class.getName(),
                        target,
                        TOKEN,
                        Integer.toString(CALLS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String printed = new String(caller.getInputStream().readAllBytes(), UTF_8);
            assertThat(caller.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return printed;
        } finally {
            caller.destroyForcibly();
        }
    }

    private static long runs(PodServer server) throws Exception {
        return server.log()
                .lines()
                .filter(line -> line.contains("\"outcome\":"))
                .count();
    }
}
