// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentcore.testkit.FinishedJar;
import dev.agentcore.testkit.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot start says why, in one line for each error, and how by its exit code. */
@Timeout(120)
final class ServeIT {
    @TempDir
    Path folder;

    private String absent = "";
    private String text = "";

    @BeforeEach
    void makeFiles() throws IOException {
        absent = folder.resolve("absent").toString();
        text = Files.writeString(folder.resolve("text"), "no such thing\n").toString();
    }

    @Test
    void filesThatAreNotThereAreNamed() throws Exception {
        assertUsage("tokens %s: there is no such file".formatted(absent), "--set", "security.tokens=" + absent);
        assertUsage("mount /data: %s does not exist".formatted(absent), "--mount", "/data=" + absent);
        assertUsage("%s: there is no such file".formatted(absent), "--config", absent);
        assertUsage(
                "TLS: %s: there is no such file".formatted(absent),
                "--set",
                "security.tls.certificate=" + absent,
                "--set",
                "security.tls.key=" + text);
    }

    @Test
    void filesThatAreOfNoUseAreNamed() throws Exception {
        assertUsage("tokens %s:1: not of the form NAME sha256:HEX".formatted(text), "--set", "security.tokens=" + text);
        assertUsage(
                "tokens %s: cannot be read: Is a directory".formatted(folder), "--set", "security.tokens=" + folder);
        assertUsage("mount /data: %s is not a directory".formatted(text), "--mount", "/data=" + text);
        assertUsage(
                "TLS: %s and %s are not a certificate chain and its key, both in PEM, the key in PKCS #8"
                        .formatted(text, text),
                "--set",
                "security.tls.certificate=" + text,
                "--set",
                "security.tls.key=" + text);
    }

    @Test
    void aHostThatOthersReachNeedsAReason() throws Exception {
        assertUsage(
                "listen.host is 0.0.0.0, which other machines can reach, and callers need neither token nor certificate;"
                        + " if this is intended, set listen.allow-remote-callers",
                "--host",
                "0.0.0.0");
    }

    @Test
    void aHeapThatIsTooSmallIsReported() throws Exception {
        assertFails(
                2,
                "the heap of 64 MiB is too small for one program and the prepared sandboxes: raise -Xmx, or lower"
                        + " engine.slots",
                List.of("-Xmx64m", "-jar", FinishedJar.path()));
        assertFails(
                2,
                "the heap of 20 MiB is too small: give the JVM more by -Xmx",
                List.of("-Xmx20m", "-jar", FinishedJar.path()));
    }

    @Test
    void anUnusableAddressIsReported() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertFails(
                    69,
                    "cannot listen on 127.0.0.1:" + port + ": Address already in use",
                    List.of("-jar", FinishedJar.path()),
                    "--port",
                    port);
        }
        assertFails(
                69,
                "cannot listen on unix:" + absent + "/socket: No such file or directory",
                List.of("-jar", FinishedJar.path()),
                "--set",
                "listen.socket=" + absent + "/socket");
    }

    @Test
    void anUnreadableInterpreterIsReported() throws Exception {
        Path snapshot = folder.resolve("dev/agentcore/guest/image/base/python.snapshot");
        Files.createDirectories(snapshot.getParent());
        Files.writeString(snapshot, "broken");
        try (ServerProcess server = ServerProcess.start(
                Map.of(), List.of("-cp", folder + File.pathSeparator + FinishedJar.path(), "dev.agentcore.cli.Main"))) {
            assertThat(server.exitCode()).isEqualTo(70);
            assertThat(server.log())
                    .startsWith("agent-core: the Python interpreter is unusable: ")
                    .hasLineCount(1);
        }
    }

    @Test
    void aServerStoppedBeforeItServesEndsAtOnce() throws Exception {
        Path socket = folder.resolve("socket");
        try (ServerProcess server =
                ServerProcess.start("--set", "lifecycle.warm-up=1m", "--set", "listen.socket=" + socket)) {
            await().until(() -> Files.exists(socket));
            server.terminate();
            assertThat(server.exitCode()).isEqualTo(143);
        }
    }

    private static void assertUsage(String complaint, String... options) throws Exception {
        assertFails(2, complaint, List.of("-jar", FinishedJar.path()), options);
    }

    private static void assertFails(int exitCode, String complaint, List<String> jvm, String... options)
            throws Exception {
        try (ServerProcess server = ServerProcess.start(Map.of(), jvm, options)) {
            assertThat(server.exitCode()).as(server.log()).isEqualTo(exitCode);
            assertThat(server.log()).isEqualTo("agent-core: " + complaint + "\n");
        }
    }
}
