// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licences in the image, below {@code /licenses}. */
final class LicenceTexts {
    /** Copyright notices of jars whose licences require them and which do not contain them. */
    static final String COPYRIGHTS = "/licenses/COPYRIGHTS";

    private final Path layer;

    /** @param layer the folder of the layer for them */
    LicenceTexts(Path layer) {
        this.layer = layer;
    }

    /**
     * Adds the standard text of a licence if it is missing.
     *
     * @param spdx its SPDX identifier
     * @return its path in the image
     * @throws IOException if the licence is unknown
     */
    String standard(String spdx) throws IOException {
        String path = "/licenses/spdx/" + spdx + ".txt";
        // CycloneDX's library contains the texts of all SPDX licences.
        try (InputStream text = LicenceTexts.class.getResourceAsStream("/licenses/" + spdx + ".txt")) {
            if (text == null) {
                throw new IOException("no text of the licence " + spdx);
            }
            write(path, text);
        }
        return path;
    }

    /**
     * Adds a jar's own licence files.
     *
     * @param name the name of the jar's folder
     * @return their paths in the image; empty if it has none
     */
    List<String> ofJar(Path jar, String name) throws IOException {
        var paths = new ArrayList<String>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(LicenceTexts::isNotice).toList()) {
                String path = "/licenses/java/" + name + "/" + entry.getName().replaceFirst("^META-INF/", "");
                try (InputStream text = zip.getInputStream(entry)) {
                    write(path, text);
                }
                paths.add(path);
            }
        }
        return paths;
    }

    /**
     * Adds the licence files in a folder of a jar.
     *
     * @param folder its path in the jar, with a slash at its end
     * @param target its path in the image, with a slash at its end
     * @return their paths in the image; empty if it has none
     */
    List<String> ofFolder(ZipFile jar, String folder, String target) throws IOException {
        var paths = new ArrayList<String>();
        for (ZipEntry entry : jar.stream()
                .filter(each -> !each.isDirectory() && each.getName().startsWith(folder))
                .toList()) {
            String path = target + entry.getName().substring(folder.length());
            try (InputStream text = jar.getInputStream(entry)) {
                write(path, text);
            }
            paths.add(path);
        }
        return paths;
    }

    /**
     * The path of an existing text.
     *
     * @throws IOException if it does not exist
     */
    String present(String path) throws IOException {
        if (!Files.isRegularFile(file(path))) {
            throw new IOException("the image has no " + path);
        }
        return path;
    }

    /** A file of the layer, by its path in the image. */
    Path file(String path) {
        return layer.resolve(path.substring(1));
    }

    /** Whether {@link #COPYRIGHTS} has a notice for the jars of a group. */
    boolean namesCopyright(String group) throws IOException {
        return Files.readAllLines(file(COPYRIGHTS)).stream().anyMatch(line -> line.startsWith(group + ": "));
    }

    private static boolean isNotice(ZipEntry entry) {
        String name = entry.getName();
        String file = name.substring(name.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
        return !entry.isDirectory()
                && !file.endsWith(".CLASS")
                && (file.contains("LICENSE") || file.contains("LICENCE") || file.startsWith("NOTICE"))
                && (name.startsWith("META-INF/") || name.indexOf('/') < 0);
    }

    private void write(String path, InputStream text) throws IOException {
        Path file = file(path);
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.copy(text, file);
    }
}
