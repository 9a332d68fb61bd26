// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of these tests as jars, made once: classes in folders cannot be loaded after confinement. */
public final class ClassPathJars {
    private static final List<Path> PATHS = make();

    private ClassPathJars() {}

    /** The jars. */
    public static List<Path> paths() {
        return PATHS;
    }

    /** The jars, as a class path. */
    public static String text() {
        return PATHS.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** This JVM's own class path. */
    public static List<Path> own() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(Files::exists)
                .toList();
    }

    private static List<Path> make() {
        try {
            Path folder = Files.createTempDirectory("agent-core-class-path");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            var jars = new ArrayList<Path>();
            for (Path entry : own()) {
                jars.add(Files.isDirectory(entry) ? jar(entry, folder.resolve(jars.size() + ".jar")) : entry);
            }
            return List.copyOf(jars);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void delete(Path folder) {
        File[] files = folder.toFile().listFiles();
        for (File file : files == null ? new File[0] : files) {
            var unused = file.delete();
        }
        var unused = folder.toFile().delete();
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            out.setLevel(0);
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (file.endsWith("META-INF/MANIFEST.MF")) {
                    continue;
                }
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
