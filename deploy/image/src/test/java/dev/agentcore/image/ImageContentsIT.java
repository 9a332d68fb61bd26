// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the image, and what is not. */
final class ImageContentsIT {
    private static final int MIB = 1 << 20;
    private static final int SETUID_OR_SETGID = 06000;
    private static final int WORLD_WRITABLE = 0002;
    private static final int EXECUTABLE = 0111;

    /** A custom interpreter runs it. */
    private static final String RUN_AS_SOURCE =
            "/opt/agent-core/agent-core.jar!dev/agentcore/sandbox/command/command.py";

    private static Image image;

    @BeforeAll
    static void read() throws IOException {
        Image.assumeMade();
        image = Image.read();
    }

    @Test
    void itIsSmall() {
        for (Image.Layer each : image.layers()) {
            System.out.printf(
                    "[image] layer of %.1f MiB, unpacked %.1f MiB: %s%n",
                    (double) each.stored() / MIB,
                    (double) each.unpacked() / MIB,
                    each.entries().get(0).path());
        }
        assertThat(Files.exists(Image.tar())).isTrue();
        assertThat(image.layers().stream().mapToLong(Image.Layer::stored).sum()).isBetween(50L * MIB, 110L * MIB);
        assertThat(image.layers().stream().mapToLong(Image.Layer::unpacked).sum())
                .isBetween(100L * MIB, 220L * MIB);
    }

    @Test
    void itsLayersAreTheSystemTheJvmTheProgramAndTheCacheInThatOrder() {
        assertThat(image.layers()).hasSize(4);
        assertThat(paths(0)).contains("/lib/x86_64-linux-gnu/libc.so.6", "/etc/passwd", "/tmp/");
        assertThat(paths(1))
                .contains("/opt/java/bin/java")
                .allMatch(path -> "/opt/java/".startsWith(path) || path.startsWith("/opt/java/"));
        assertThat(paths(2)).contains("/opt/agent-core/agent-core.jar", "/licenses/cpython/LICENSE");
        assertThat(paths(3)).containsExactly("/opt/", "/opt/agent-core/", "/opt/agent-core/agent-core.aot");
    }

    @Test
    void everyLayerIsWhatTheConfigurationSays() throws Exception {
        var digests = new ArrayList<String>();
        for (Image.Layer each : image.layers()) {
            digests.add("sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(each.tar())));
        }
        assertThat(Image.strings(image.description().getAsJsonObject("rootfs").get("diff_ids")))
                .isEqualTo(digests);
    }

    @Test
    void aContainerOfItServesAsNobodyInParticular() {
        assertThat(image.config().get("User").getAsString()).isEqualTo("65532:65532");
        assertThat(image.configured("Entrypoint"))
                .containsExactly(
                        "/opt/java/bin/java",
                        "@/opt/agent-core/jvm.options",
                        "-XX:AOTCache=/opt/agent-core/agent-core.aot",
                        "-jar",
                        "/opt/agent-core/agent-core.jar");
        assertThat(image.configured("Cmd")).containsExactly("serve");
        assertThat(image.config().get("WorkingDir").getAsString()).isEqualTo("/");
        assertThat(image.config().getAsJsonObject("ExposedPorts").keySet())
                .containsExactlyInAnyOrder("50051/tcp", "9464/tcp");
        assertThat(image.description().get("architecture").getAsString()).isEqualTo("amd64");
        assertThat(image.description().get("os").getAsString()).isEqualTo("linux");
    }

    @Test
    void itsEnvironmentHasTheLocaleAndThePathAndNothingElse() {
        assertThat(image.configured("Env")).containsExactlyInAnyOrder("LC_ALL=C.UTF-8", "PATH=/opt/java/bin");
    }

    @Test
    void theJvmHasTheOptionsThatTheTestsHaveButNoFixedHeap() throws IOException {
        List<String> ofTheTests = options(Files.readString(root().resolve("bin/jvm.options")));
        List<String> ofTheImage =
                options(new String(image.file("/opt/agent-core/jvm.options").contents(), UTF_8));
        assertThat(ofTheTests).anyMatch(option -> option.startsWith("-Xmx"));
        assertThat(ofTheImage)
                .containsAll(ofTheTests.stream()
                        .filter(option -> !option.startsWith("-Xmx"))
                        .toList())
                .contains("-XX:MaxRAMPercentage=70")
                .noneMatch(option -> option.startsWith("-Xmx"));
    }

    @Test
    void nothingInItCanBeRunButTheJvmAndTwoToolsOfIts() {
        assertThat(image.files().stream()
                        .filter(each -> (each.header().getMode() & EXECUTABLE) != 0)
                        .map(Image.Entry::path)
                        .filter(path -> !path.matches("/lib/x86_64-linux-gnu/lib\\w+\\.so\\.\\d+")))
                .containsExactlyInAnyOrder(
                        "/lib64/ld-linux-x86-64.so.2",
                        "/opt/java/bin/java",
                        "/opt/java/bin/jcmd",
                        "/opt/java/bin/jfr",
                        "/opt/java/lib/jspawnhelper");
        assertThat(image.files().stream().map(Image.Entry::path))
                .noneMatch(path -> path.matches(".*/(sh|bash|dash|busybox|apt|apt-get|dpkg|perl|python3?)"));
    }

    @Test
    void nothingInItGivesPrivilegesOrCanBeChanged() {
        for (Image.Layer layer : image.layers()) {
            for (Image.Entry each : layer.entries()) {
                assertThat(each.header().getMode() & SETUID_OR_SETGID)
                        .as(each.path())
                        .isZero();
                assertThat(each.header().getLongUserId()).as(each.path()).isZero();
                assertThat(each.header().getLongGroupId()).as(each.path()).isZero();
                assertThat(each.header().isDirectory() || each.header().isFile())
                        .as("%s is a file or a folder", each.path())
                        .isTrue();
                assertThat(each.header().isSymbolicLink() || each.header().isLink())
                        .as("%s is a link", each.path())
                        .isFalse();
                assertThat((each.header().getMode() & WORLD_WRITABLE) != 0)
                        .as("whether all can write to %s", each.path())
                        .isEqualTo(each.path().equals("/tmp/"));
            }
        }
    }

    @Test
    void itDoesNotTellWhereItWasBuiltAndHasNoSourcesOfOurs() throws IOException {
        List<String> places = List.of(
                root().toString() + "/",
                System.getProperty("maven.repository"),
                "/.cache/agent-core/",
                System.getProperty("user.home") + "/.");
        int looked = 0;
        for (Image.Entry each : image.files()) {
            looked++;
            assertTellsNothing(each.path(), each.contents(), places);
            if (each.path().endsWith(".jar")) {
                try (var jar = new ZipInputStream(new ByteArrayInputStream(each.contents()))) {
                    ZipEntry entry;
                    while ((entry = jar.getNextEntry()) != null) {
                        looked++;
                        assertTellsNothing(each.path() + "!" + entry.getName(), jar.readAllBytes(), places);
                    }
                }
            }
        }
        assertThat(looked).isGreaterThan(10_000);
    }

    private static void assertTellsNothing(String name, byte[] contents, List<String> places) {
        String text = new String(contents, ISO_8859_1);
        for (String place : places) {
            assertThat(text.contains(place)).as("%s tells of %s", name, place).isFalse();
        }
        assertThat(Stream.of(".java", ".c", ".h", ".py", ".sh").anyMatch(name::endsWith))
                .as("%s is a source", name)
                .isEqualTo(name.equals(RUN_AS_SOURCE));
    }

    private static List<String> paths(int layer) {
        return image.layers().get(layer).entries().stream()
                .map(Image.Entry::path)
                .toList();
    }

    private static List<String> options(String file) {
        return file.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static Path root() {
        return Path.of(System.getProperty("root"));
    }
}
