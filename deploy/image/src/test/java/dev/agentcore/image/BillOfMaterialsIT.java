// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Property;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the image says that it is made of. */
final class BillOfMaterialsIT {
    private static final String PATH = "/opt/agent-core/sbom.cdx.json";
    private static final String JAR = "/opt/agent-core/agent-core.jar";
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/\\d+/");

    private static final Pattern LOCKED_CRATE = Pattern.compile("name = \"(.+)\"\nversion = \"(.+)\"");

    /** Licences that ask for the copyright notice, which a standard text does not have. */
    private static final Set<String> WANT_NOTICE = Set.of("MIT", "BSD-2-Clause", "BSD-3-Clause");

    private static Image image;
    private static Bom bom;

    @BeforeAll
    static void read() throws Exception {
        Image.assumeMade();
        image = Image.read();
        bom = new JsonParser().parse(image.file(PATH).contents());
    }

    @Test
    void itIsValid() throws IOException {
        assertThat(new JsonParser().validate(image.file(PATH).contents(), Version.VERSION_16))
                .isEmpty();
    }

    @Test
    void itNamesWhatMavenDoesNotKnow() {
        assertThat(bom.getComponents().stream().map(each -> each.getPurl().replaceFirst("@.*", "")))
                .doesNotHaveDuplicates();
        assertThat(bom.getComponents().stream().map(Component::getName))
                .contains(
                        "cpython",
                        "python-standard-library",
                        "zlib",
                        "bzip2",
                        "liblzma",
                        "expat",
                        "mpdecimal",
                        "hacl-star",
                        "libb2",
                        "unicode-character-database",
                        "wasi-libc",
                        "compiler-rt",
                        "java-runtime",
                        "libc6",
                        "libgcc-s1",
                        "ca-certificates",
                        "netty",
                        "boringssl");
    }

    /** Where the sources of wasi-libc are from, which is a component; and a tool. */
    private static final Set<String> NO_COMPONENTS = Set.of("wasi-libc-sources", "wasi-libc-allocator", "binaryen");

    @Test
    void theGuestsSourcesHaveTheVersionsThatTheyAreLockedTo() throws IOException {
        Path lock = Path.of(System.getProperty("root"), "python-guest/src/main/scripts/sources.lock");
        Set<String> sources = new HashSet<>();
        for (String line : Files.readAllLines(lock)) {
            // A source is a line of its name and its version; what is indented below it says where it is from.
            if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(" ")) {
                String[] columns = line.split(" ", -1);
                // Of two releases of CPython, the first is the image's.
                if (NO_COMPONENTS.contains(columns[0]) || !sources.add(columns[0])) {
                    continue;
                }
                String name = columns[0].equals("xz") ? "liblzma" : columns[0];
                assertThat(component(name).getVersion()).isEqualTo(columns[1]);
            }
        }
        assertThat(sources).hasSize(7);
    }

    @Test
    void theNativeEnginesCratesAreNamedByTheVersionsThatTheyAreLockedTo() throws IOException {
        assumeTrue(
                jarHas("dev/agentcore/sandbox/engine/wasmtime/native/parts.properties"),
                "the crates are not in the jar: it was built without cargo");
        Path lock = Path.of(System.getProperty("root"), "engine-native/src/main/rust/crates.lock");
        Matcher locked = LOCKED_CRATE.matcher(Files.readString(lock));
        Set<String> versions = new HashSet<>();
        while (locked.find()) {
            versions.add("pkg:cargo/" + locked.group(1) + "@" + locked.group(2));
        }
        assertThat(bom.getComponents().stream().map(Component::getPurl).filter(each -> each.startsWith("pkg:cargo/")))
                .hasSizeGreaterThan(30)
                .anyMatch(each -> each.startsWith("pkg:cargo/wasmtime@"))
                .isSubsetOf(versions);
        assertThat(component("rust-standard-library").getVersion()).matches("1\\.\\d+\\.\\d+");
    }

    private static boolean jarHas(String file) throws IOException {
        try (var jar =
                new ZipInputStream(new ByteArrayInputStream(image.file(JAR).contents()))) {
            ZipEntry entry;
            while ((entry = jar.getNextEntry()) != null) {
                if (entry.getName().equals(file)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void everyClassOfTheJarIsOfAComponentThatItNames() throws IOException {
        Set<String> known = new HashSet<>();
        for (Component each : bom.getComponents()) {
            if (each.getPurl().startsWith("pkg:maven/")) {
                try (var jar = new ZipFile(file(each).toFile())) {
                    jar.stream().map(ZipEntry::getName).forEach(known::add);
                }
            }
        }
        Set<String> unknown = new TreeSet<>();
        int classes = 0;
        try (var jar =
                new ZipInputStream(new ByteArrayInputStream(image.file(JAR).contents()))) {
            ZipEntry entry;
            while ((entry = jar.getNextEntry()) != null) {
                if (entry.getName().endsWith(".class")) {
                    classes++;
                    if (!known.contains(entry.getName())) {
                        unknown.add(VERSIONED.matcher(entry.getName()).replaceFirst(""));
                    }
                }
            }
        }
        assertThat(classes).isGreaterThan(10_000);
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyComponentHasALicenceAndItsTextLiesInTheImage() {
        Set<String> files = new HashSet<>();
        image.files().stream()
                .filter(each -> each.contents().length > 100)
                .map(Image.Entry::path)
                .forEach(files::add);
        assertThat(bom.getComponents()).hasSizeGreaterThan(80).allSatisfy(component -> {
            assertThat(licences(component)).as(component.getName()).isNotEmpty();
            assertThat(licenceFiles(component))
                    .as(component.getName())
                    .isNotEmpty()
                    .allMatch(files::contains, "is in the image");
            if (licences(component).stream().anyMatch(WANT_NOTICE::contains)) {
                assertThat(licenceFiles(component))
                        .as("whose %s is", component.getName())
                        .anyMatch(path -> !path.startsWith("/licenses/spdx/"));
            }
        });
    }

    @Test
    void theJvmsModulesAreNamedAndTheirNoticesAreThere() {
        List<String> modules = component("java-runtime").getProperties().stream()
                .filter(each -> each.getName().equals("agent-core:java-module"))
                .map(Property::getValue)
                .toList();
        assertThat(modules).contains("java.base", "jdk.httpserver", "jdk.unsupported");
        assertThat(modules).doesNotContain("java.desktop", "jdk.compiler");
        for (String each : modules) {
            assertThat(image.file("/opt/java/legal/" + each + "/LICENSE").contents())
                    .isNotEmpty();
        }
    }

    private static List<String> licences(Component component) {
        LicenseChoice choice = component.getLicenses();
        return choice.getExpression() != null
                ? List.of(choice.getExpression().getValue())
                : choice.getLicenses().stream().map(BillOfMaterialsIT::name).toList();
    }

    private static String name(License license) {
        return license.getId() == null ? license.getName() : license.getId();
    }

    private static List<String> licenceFiles(Component component) {
        return component.getProperties().stream()
                .filter(each -> each.getName().equals(Part.LICENCE_FILE))
                .map(Property::getValue)
                .toList();
    }

    private static Component component(String name) {
        return bom.getComponents().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no component " + name));
    }

    /** The jar of a component: this build's own, or the one in Maven's repository. */
    private static Path file(Component jar) {
        String name = jar.getName() + "-" + jar.getVersion() + ".jar";
        return jar.getGroup().equals("dev.agentcore")
                ? Path.of(System.getProperty("root"), jar.getName(), "target", name)
                : Path.of(
                        System.getProperty("maven.repository"),
                        jar.getGroup().replace('.', '/'),
                        jar.getName(),
                        jar.getVersion(),
                        name);
    }
}
