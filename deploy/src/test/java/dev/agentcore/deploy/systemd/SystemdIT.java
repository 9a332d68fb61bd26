// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.deploy.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.deploy.Checkout;
import dev.agentcore.testkit.Ended;
import dev.agentcore.testkit.FinishedJar;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The installation on a machine works, and systemd accepts the unit. */
@Tag("nightly")
@Timeout(180)
final class SystemdIT {
    /** Out of 100, the exposure of a unit without protection in {@code systemd-analyze}, which prints a tenth of this. */
    private static final int EXPOSURE = 12;

    @TempDir
    static Path folder;

    @BeforeAll
    static void install() throws Exception {
        var install = new ProcessBuilder(Checkout.path("deploy/systemd/install").toString(), folder.toString());
        install.environment().put("AGENT_CORE_JAR", FinishedJar.path());
        Ended installed = Ended.of(install, "");
        assertThat(installed).isEqualTo(new Ended(0, "", ""));
    }

    @Test
    void whatTheUnitStartsRunsPrograms() throws Exception {
        var builder = new ProcessBuilder(ServiceUnit.read().command(folder.toString()));
        builder.environment().put("AGENT_CORE_LISTEN_PORT", "0");
        builder.environment().put("AGENT_CORE_LIFECYCLE_WARM_UP", "0s");
        Path log = folder.resolve("log");
        Process server = builder.redirectError(log.toFile()).start();
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            assertThat(line).as(Files.readString(log)).startsWith("agent-core serves on ");
            try (AgentCoreClient client = AgentCoreClient.connect(line.substring("agent-core serves on ".length()))) {
                assertThat(client.run("print(6 * 7)").stdout()).isEqualTo("42\n");
            }
            server.destroy();
            assertThat(server.waitFor()).isIn(0, 143);
            // The cache is of this jar, and this JVM takes it: it says so if not.
            assertThat(Files.readString(log)).doesNotContain("AOT", "WARN ");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void whatIsConfiguredStaysWhenItIsInstalledAgain() throws Exception {
        Path settings = folder.resolve("etc/agent-core/agent-core.yaml");
        String before = Files.readString(settings);
        Files.writeString(settings, before + "log: {level: warn}\n");
        install();
        assertThat(Files.readString(settings)).isEqualTo(before + "log: {level: warn}\n");
        Files.writeString(settings, before);
    }

    @Test
    void withTheSocketItNeedsNoNetwork() throws Exception {
        List<String> alone = List.of("unshare", "--map-root-user", "--net");
        var canBeAlone = new ProcessBuilder(new ArrayList<>(alone));
        canBeAlone.command().add("true");
        assumeTrue(Ended.of(canBeAlone, "").exitCode() == 0, "skipped: this user cannot make a network of its own");
        var builder = new ProcessBuilder(new ArrayList<>(alone));
        builder.command().addAll(ServiceUnit.read().command(folder.toString()));
        Path socket = folder.resolve("agent-core.sock");
        for (String variable : ServiceUnit.read("socket.conf").variables()) {
            String[] parts = variable.split("=", 2);
            builder.environment().put(parts[0], parts[1].replace("/run/agent-core/agent-core.sock", socket.toString()));
        }
        builder.environment().put("AGENT_CORE_LIFECYCLE_WARM_UP", "0s");
        Path log = folder.resolve("log-of-socket");
        Process server = builder.redirectError(log.toFile()).start();
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).as(Files.readString(log)).isEqualTo("agent-core serves on unix:" + socket);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-rw----");
            assertThat(builder.environment()).containsEntry("HEALTH_TARGET", "unix:" + socket);
            try (AgentCoreClient client = AgentCoreClient.connect("unix:" + socket)) {
                assertThat(client.run("print(6 * 7)").stdout()).isEqualTo("42\n");
            }
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void systemdUnderstandsTheUnitAndTheDropIn() throws Exception {
        Path units = Files.createDirectory(folder.resolve("units"));
        Path unit = units.resolve("agent-core.service");
        String text = Checkout.text("deploy/systemd/agent-core.service").replace("/opt/", folder + "/opt/");
        Files.writeString(unit, text);
        Path dropIn =
                Files.createDirectory(units.resolve("agent-core.service.d")).resolve("socket.conf");
        String more = Checkout.text("deploy/systemd/socket.conf");
        Files.writeString(dropIn, more);
        assertThat(analyze("verify", unit.toString())).isEqualTo(new Ended(0, "", ""));

        Files.writeString(unit, text.replace("ProtectSystem=", "ProtectSystems="));
        Files.writeString(dropIn, more.replace("PrivateNetwork=", "PrivateNetworks="));
        assertThat(analyze("verify", unit.toString()).stderr()).contains("ProtectSystems", "PrivateNetworks");
    }

    @Test
    void theUnitIsHardened() throws Exception {
        String unit = Checkout.path("deploy/systemd/agent-core.service").toString();
        Ended judged = analyze("security", "--offline=true", "--no-pager", "--threshold=" + EXPOSURE, unit);
        assertThat(judged.exitCode()).as(judged.stdout()).isZero();
        assertThat(judged.stdout()).contains("Overall exposure level for agent-core.service: ");
    }

    @Test
    void theUserAndTheFolderOfSettingsAreMade() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can make them");
        Path root = Files.createDirectory(folder.resolve("system"));
        Files.createDirectory(root.resolve("etc"));
        for (String each : List.of("sysusers", "tmpfiles")) {
            Path configuration = Files.createDirectories(root.resolve("usr/lib/" + each + ".d"));
            Files.copy(
                    folder.resolve("usr/lib/" + each + ".d/agent-core.conf"), configuration.resolve("agent-core.conf"));
        }
        Ended user = systemd("systemd-sysusers", "--root=" + root, "agent-core.conf");
        assertThat(user.exitCode()).as(user.toString()).isZero();
        assertThat(Files.readString(root.resolve("etc/passwd"))).matches("(?s)agent-core:.*:/usr/sbin/nologin\n");
        Ended made = systemd("systemd-tmpfiles", "--root=" + root, "--create", "agent-core.conf");
        assertThat(made.exitCode()).as(made.toString()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("etc/agent-core"))))
                .isEqualTo("rwxr-x---");
    }

    private static Ended analyze(String... arguments) throws Exception {
        return systemd("systemd-analyze", arguments);
    }

    private static Ended systemd(String program, String... arguments) throws Exception {
        Path path = Path.of("/usr/bin", program);
        assumeTrue(Files.isExecutable(path), "skipped: there is no " + path);
        var builder = new ProcessBuilder(path.toString());
        builder.command().addAll(List.of(arguments));
        return Ended.of(builder, "");
    }
}
