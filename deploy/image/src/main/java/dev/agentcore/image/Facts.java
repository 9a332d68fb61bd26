// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The contents of the layers, as recorded by {@code layers.sh}.
 *
 * @param folder the folder of the records
 */
record Facts(Path folder) {
    /** A Debian package: its name, version, architecture and source, and the SHA-256 of its file. */
    record DebianPackage(String name, String version, String architecture, String source, String sha256) {}

    /** A part of the guest: its name, version, and the SHA-256 of its archive, or "-". */
    record GuestSource(String name, String version, String sha256) {}

    List<DebianPackage> packages() throws IOException {
        return lines("packages")
                .map(line -> new DebianPackage(line[0], line[1], line[2], line[3], line[4]))
                .toList();
    }

    GuestSource guest(String name) throws IOException {
        return lines("guest")
                .filter(line -> line[0].equals(name))
                .map(line -> new GuestSource(line[0], line[1], line[2]))
                .findFirst()
                .orElseThrow(() -> new IOException("no version of " + name));
    }

    /** The version of a component in CPython's sources, from their bill of materials. */
    String inCpython(String name) throws IOException {
        try (Reader json = Files.newBufferedReader(folder.resolve("cpython-sbom.json"))) {
            for (JsonElement each : new Gson().fromJson(json, JsonObject.class).getAsJsonArray("packages")) {
                JsonObject described = each.getAsJsonObject();
                if (described.get("name").getAsString().equals(name)) {
                    return described.get("versionInfo").getAsString();
                }
            }
        }
        throw new IOException("CPython has no " + name + " any more");
    }

    /** A value of the JDK's file {@code release}. */
    String jdk(String key) throws IOException {
        var release = new Properties();
        try (Reader file = Files.newBufferedReader(folder.resolve("java-release"))) {
            release.load(file);
        }
        String value = release.getProperty(key);
        if (value == null) {
            throw new IOException("the JDK's release file has no " + key);
        }
        return value.replace("\"", "");
    }

    /** The JRE's modules. */
    List<String> modules() throws IOException {
        return lines("java-modules")
                .map(line -> line[0].replaceFirst("@.*", ""))
                .toList();
    }

    private Stream<String[]> lines(String file) {
        try {
            return Files.readAllLines(folder.resolve(file)).stream().map(line -> line.split(" ", -1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
