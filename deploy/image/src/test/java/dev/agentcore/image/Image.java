// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The image's tar, as an engine reads it. */
final class Image {
    /** A file or folder of a layer. Only a file has contents. */
    static final class Entry {
        private final TarArchiveEntry header;
        private final byte[] contents;

        Entry(TarArchiveEntry header, byte[] contents) {
            this.header = header;
            this.contents = contents;
        }

        TarArchiveEntry header() {
            return header;
        }

        byte[] contents() {
            return contents;
        }

        String path() {
            return "/" + header.getName();
        }
    }

    /** A layer: its size as it is stored, and what is in it. */
    static final class Layer {
        private final int stored;
        private final byte[] tar;
        private final List<Entry> entries;

        Layer(int stored, byte[] tar, List<Entry> entries) {
            this.stored = stored;
            this.tar = tar;
            this.entries = entries;
        }

        int stored() {
            return stored;
        }

        byte[] tar() {
            return tar;
        }

        List<Entry> entries() {
            return entries;
        }

        long unpacked() {
            return entries.stream().mapToLong(each -> each.contents().length).sum();
        }
    }

    private final JsonObject config;
    private final List<Layer> layers;

    private Image(JsonObject config, List<Layer> layers) {
        this.config = config;
        this.layers = layers;
    }

    /** The folder of what the build made. */
    static Path target() {
        return Path.of(System.getProperty("image.target"));
    }

    static Path tar() {
        return target().resolve("agent-core-image.tar");
    }

    /** Skips a test where the build has left out the image, with its reason. */
    static void assumeMade() throws IOException {
        Path leftOut = target().resolve("left-out");
        if (Files.exists(leftOut)) {
            abort("the image was left out: " + Files.readString(leftOut).strip());
        }
    }

    /** The one that the build made. */
    static Image read() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(tar()))) {
            for (Entry each : entries(in)) {
                files.put(each.header().getName(), each.contents());
            }
        }
        var gson = new Gson();
        JsonObject manifest = gson.fromJson(text(files, "manifest.json"), JsonArray.class)
                .get(0)
                .getAsJsonObject();
        assertThat(strings(manifest.get("RepoTags"))).containsExactly(System.getProperty("image.reference"));
        var layers = new ArrayList<Layer>();
        for (String name : strings(manifest.get("Layers"))) {
            byte[] stored = Objects.requireNonNull(files.get(name), name);
            byte[] tar;
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
                tar = in.readAllBytes();
            }
            layers.add(new Layer(stored.length, tar, entries(new ByteArrayInputStream(tar))));
        }
        return new Image(gson.fromJson(text(files, manifest.get("Config").getAsString()), JsonObject.class), layers);
    }

    /** The whole configuration. */
    JsonObject description() {
        return config;
    }

    /** What containers are started with. */
    JsonObject config() {
        return config.getAsJsonObject("config");
    }

    /** A list of the configuration. */
    List<String> configured(String key) {
        return strings(config().get(key));
    }

    List<Layer> layers() {
        return layers;
    }

    List<Entry> files() {
        return layers.stream()
                .flatMap(each -> each.entries().stream())
                .filter(each -> !each.header().isDirectory())
                .toList();
    }

    Entry file(String path) {
        return files().stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the image has no " + path));
    }

    /** Lays all layers over each other in a folder, as an engine does. */
    void unpack(Path folder) throws IOException, InterruptedException {
        for (Layer each : layers) {
            Process tar = new ProcessBuilder(
                            "tar",
                            "-xp",
                            "--warning=no-unknown-keyword",
                            "--same-owner",
                            "--delay-directory-restore",
                            "-C",
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var in = tar.getOutputStream()) {
                in.write(each.tar());
            }
            assertThat(tar.waitFor()).isZero();
        }
    }

    static List<String> strings(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(Objects.requireNonNull(files.get(name), name), UTF_8);
    }

    private static List<Entry> entries(InputStream tar) throws IOException {
        var entries = new ArrayList<Entry>();
        var in = new TarArchiveInputStream(tar);
        TarArchiveEntry header;
        while ((header = in.getNextEntry()) != null) {
            entries.add(new Entry(header, in.readAllBytes()));
        }
        return entries;
    }
}
