// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.License;
import org.cyclonedx.model.Property;
import org.cyclonedx.parsers.JsonParser;

/** The image's bill of materials with licences: Maven's bill of the jar, and components that Maven does not know. */
final class BillOfMaterials {
    private static final String OF_THE_JAR = "META-INF/io.grpc.netty.shaded.io.netty.versions.properties";

    private static final String JAR = "/opt/agent-core/agent-core.jar";
    private static final String NOTICES_OF_CRATES = "dev/agentcore/sandbox/engine/wasmtime/native/notices/";

    /** The names in an SPDX expression. */
    private static final Pattern LICENCE_NAME = Pattern.compile("\\b(?!(?:AND|OR|WITH)\\b)[A-Za-z0-9.-]+");

    private final Facts facts;
    private final LicenceTexts texts;
    private final Path repository;

    private BillOfMaterials(Facts facts, LicenceTexts texts, Path repository) {
        this.facts = facts;
        this.texts = texts;
        this.repository = repository;
    }

    /**
     * Writes {@code opt/agent-core/sbom.cdx.json} and the licences.
     *
     * @param arguments Maven's bill of the jar, the folder of facts, Maven's repository, the folder of the layer, and the
     *     bill's timestamp
     */
    public static void main(String[] arguments) throws IOException, ParseException, GeneratorException {
        Path layer = Path.of(arguments[3]);
        var facts = new Facts(Path.of(arguments[1]));
        var bill = new BillOfMaterials(facts, new LicenceTexts(layer), Path.of(arguments[2]));
        Bom bom = new JsonParser().parse(new File(arguments[0]));
        bill.complete(bom, arguments[4]);
        String json = BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
        Files.writeString(layer.resolve("opt/agent-core/sbom.cdx.json"), json);
    }

    private void complete(Bom bom, String time) throws IOException {
        Component jar = bom.getMetadata().getComponent();
        jar.setType(Component.Type.APPLICATION);
        jar.addProperty(Part.licenceFile(texts.present("/licenses/agent-core/LICENSE")));
        var all = new ArrayList<>(List.of(jar));
        for (Component each : bom.getComponents()) {
            sayLicence(each);
            all.add(each);
        }
        for (Part each : guest()) {
            all.add(each.component(texts));
        }
        for (Part each : crates()) {
            all.add(each.component(texts));
        }
        all.add(java());
        all.addAll(packages());
        for (Part each : netty()) {
            all.add(each.component(texts));
        }
        bom.setComponents(all);
        bom.getMetadata().setComponent(image(jar.getVersion()));
        bom.getMetadata().setTimestamp(Date.from(Instant.parse(time)));
        // Derived from the contents, so that the same image has the same bill.
        bom.setSerialNumber("urn:uuid:"
                + UUID.nameUUIDFromBytes(
                        all.stream().map(Component::getPurl).toList().toString().getBytes(UTF_8)));
    }

    private static Component image(String version) {
        var image = new Component();
        image.setType(Component.Type.CONTAINER);
        image.setName("agent-core");
        image.setVersion(version);
        image.setBomRef("agent-core-image");
        return image;
    }

    /** The paths of a jar's licence: the jar's own text, and the standard text. */
    private void sayLicence(Component jar) throws IOException {
        if (jar.getGroup().equals("dev.agentcore")) {
            jar.addProperty(Part.licenceFile(texts.present("/licenses/agent-core/LICENSE")));
            return;
        }
        for (License each : jar.getLicenses().getLicenses()) {
            jar.addProperty(Part.licenceFile(texts.standard(each.getId())));
        }
        for (String path : texts.ofJar(file(jar), jar.getName())) {
            jar.addProperty(Part.licenceFile(path));
        }
        if (texts.namesCopyright(jar.getGroup())) {
            jar.addProperty(Part.licenceFile(LicenceTexts.COPYRIGHTS));
        }
    }

    private Path file(Component jar) {
        String version = jar.getVersion();
        return repository
                .resolve(jar.getGroup().replace('.', '/'))
                .resolve(jar.getName())
                .resolve(version)
                .resolve(jar.getName() + "-" + version + ".jar");
    }

    /** The code that is compiled into the guest, and Python's standard library. */
    private List<Part> guest() throws IOException {
        String python = "/licenses/cpython/LICENSE";
        String incorporated = "/licenses/cpython/license.rst";
        String version = version("cpython");
        return List.of(
                Part.library("cpython", version, "PSF-2.0", python, incorporated),
                Part.library("python-standard-library", version, "PSF-2.0", python, incorporated),
                Part.library("expat", facts.inCpython("expat"), "MIT", "/licenses/cpython/expat-COPYING"),
                Part.library("mpdecimal", facts.inCpython("mpdecimal"), "BSD-2-Clause", incorporated),
                Part.library("hacl-star", facts.inCpython("hacl-star"), "MIT", "/licenses/cpython/hacl-star-LICENSE"),
                Part.library(
                        "libb2",
                        facts.inCpython("libb2"),
                        "CC0-1.0",
                        "/licenses/cpython/libb2-LICENSE",
                        texts.standard("CC0-1.0")),
                Part.library(
                        "unicode-character-database", version("unicode"), "Unicode-3.0", texts.standard("Unicode-3.0")),
                Part.library("zlib", version("zlib"), "Zlib", "/licenses/zlib/LICENSE"),
                Part.library("bzip2", version("bzip2"), "bzip2-1.0.6", "/licenses/bzip2/LICENSE"),
                Part.library("liblzma", version("xz"), "0BSD", "/licenses/xz/COPYING", "/licenses/xz/COPYING.0BSD"),
                Part.library("sqlite", version("sqlite"), "blessing", "/licenses/sqlite/LICENSE.md"),
                Part.library("tzdata", version("tzdata"), "", "/licenses/tzdata/LICENSE"),
                Part.library(
                        "wasi-libc",
                        version("wasi-libc"),
                        "Apache-2.0 WITH LLVM-exception AND MIT AND BSD-2-Clause",
                        "/licenses/wasi-libc/copyright"),
                Part.library(
                        "compiler-rt",
                        version("compiler-rt"),
                        "Apache-2.0 WITH LLVM-exception",
                        "/licenses/compiler-rt/copyright"));
    }

    private String version(String guestSource) throws IOException {
        return facts.guest(guestSource).version();
    }

    /** The code that is compiled into the native engine's library; nothing if the jar has none. */
    private List<Part> crates() throws IOException {
        var crates = new ArrayList<Part>();
        try (var zip = new ZipFile(texts.file(JAR).toFile())) {
            ZipEntry list = zip.getEntry(NOTICES_OF_CRATES + "crates");
            if (list == null) {
                return List.of();
            }
            try (InputStream lines = zip.getInputStream(list)) {
                for (String line :
                        new String(lines.readAllBytes(), UTF_8).lines().toList()) {
                    crates.add(crate(zip, line.split(" ", 4)));
                }
            }
        }
        return crates;
    }

    /** @param described its name, version, the SHA-256 of its archive or "-", and licence */
    private Part crate(ZipFile jar, String[] described) throws IOException {
        String name = described[0];
        List<String> own = texts.ofFolder(jar, NOTICES_OF_CRATES + name + "/", "/licenses/rust/" + name + "/");
        if (own.isEmpty()) {
            for (Matcher each = LICENCE_NAME.matcher(described[3]); each.find(); ) {
                own.add(texts.standard(each.group()));
            }
        }
        String purl = (described[2].equals("-") ? "pkg:generic/" : "pkg:cargo/") + name + "@" + described[1];
        return new Part(
                Component.Type.LIBRARY, name, described[1], purl.replace("+", "%2B"), described[3], List.copyOf(own));
    }

    /** The libraries inside grpc-netty-shaded. */
    private List<Part> netty() throws IOException {
        var versions = new Properties();
        try (var zip = new ZipFile(texts.file(JAR).toFile());
                InputStream file = zip.getInputStream(zip.getEntry(OF_THE_JAR))) {
            versions.load(file);
        }
        String notices = "/licenses/java/grpc-netty-shaded/";
        return List.of(
                Part.library(
                        "netty", versions.getProperty("netty-common.version"), "Apache-2.0", notices + "NOTICE.txt"),
                Part.library(
                        "boringssl",
                        "of-netty-" + versions.getProperty("netty-common.version"),
                        "",
                        notices + "license/LICENSE.boringssl.txt"));
    }

    private Component java() throws IOException {
        String version = facts.jdk("JAVA_RUNTIME_VERSION");
        Component java = new Part(
                        Component.Type.PLATFORM,
                        "java-runtime",
                        version,
                        "pkg:generic/java-runtime@" + version.replace("+", "%2B"),
                        "GPL-2.0-only WITH Classpath-exception-2.0",
                        List.of())
                .component(texts);
        java.setPublisher(facts.jdk("IMPLEMENTOR"));
        java.addProperty(Part.licenceFile("/opt/java/legal/java.base/LICENSE"));
        java.addProperty(Part.licenceFile("/opt/java/legal/java.base/ASSEMBLY_EXCEPTION"));
        for (String module : facts.modules()) {
            java.addProperty(new Property("agent-core:java-module", module));
        }
        return java;
    }

    private List<Component> packages() throws IOException {
        var components = new ArrayList<Component>();
        for (Facts.DebianPackage each : facts.packages()) {
            Component component = new Part(
                            Component.Type.LIBRARY,
                            each.name(),
                            each.version(),
                            "pkg:deb/debian/%s@%s?arch=%s&distro=debian-12"
                                    .formatted(
                                            each.name(),
                                            each.version().replace("+", "%2B").replace("~", "%7E"),
                                            each.architecture()),
                            "",
                            List.of())
                    .component(texts);
            component.addHash(Part.sha256(each.sha256()));
            component.addProperty(Part.licenceFile("/usr/share/doc/" + each.name() + "/copyright"));
            components.add(component);
        }
        return components;
    }
}
