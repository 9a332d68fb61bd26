// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** The image as a file for engines. Equals the image of {@code deploy/Dockerfile}, except for the health check. */
final class ImageTar {
    /** Ordered by how rarely they change: when a layer changes, all later ones are fetched again. */
    private static final List<String> LAYERS = List.of("system", "java", "application", "cache");

    private static final List<String> ENTRY_POINT = List.of(
            "/opt/java/bin/java",
            "@/opt/agent-core/jvm.options",
            "-XX:AOTCache=/opt/agent-core/agent-core.aot",
            "-jar",
            "/opt/agent-core/agent-core.jar");
    private static final int GRPC = 50051;
    private static final int METRICS = 9464;

    private ImageTar() {}

    /**
     * Writes {@code agent-core-image.tar}.
     *
     * @param arguments the folder of the layers, the folder to write to, the image's name and tag, the timestamp of all
     *     contents, and the commit, which may be empty
     */
    public static void main(String[] arguments)
            throws InvalidImageReferenceException, IOException, RegistryException, CacheDirectoryCreationException,
                    ExecutionException, InterruptedException {
        Path layers = Path.of(arguments[0]);
        Path output = Path.of(arguments[1]);
        String reference = arguments[2];
        Instant time = Instant.parse(arguments[3]);
        JibContainerBuilder image = Jib.fromScratch()
                .setPlatforms(Set.of(new Platform("amd64", "linux")))
                .setFormat(ImageFormat.Docker)
                .setCreationTime(time)
                .setUser("65532:65532")
                .setWorkingDirectory(AbsoluteUnixPath.get("/"))
                .setEnvironment(Map.of("LC_ALL", "C.UTF-8", "PATH", "/opt/java/bin"))
                .setExposedPorts(Port.tcp(GRPC), Port.tcp(METRICS))
                .setEntrypoint(ENTRY_POINT)
                .setProgramArguments("serve")
                .setLabels(labels(reference, arguments[3], arguments[4]));
        for (String name : LAYERS) {
            image.addFileEntriesLayer(layer(name, layers.resolve(name), time));
        }
        // A new cache each time: Jib identifies files by path and time, and here all times are equal.
        Path cache = Files.createTempDirectory(output, "jib");
        JibContainer made = image.containerize(Containerizer.to(
                        TarImage.at(output.resolve("agent-core-image.tar")).named(reference))
                .setBaseImageLayersCache(cache)
                .setApplicationLayersCache(cache)
                .setOfflineMode(true)
                .setToolName("agent-core"));
        delete(cache);
        System.err.println("[image] " + reference + " " + made.getDigest());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(each);
            }
        }
    }

    private static Map<String, String> labels(String reference, String time, String revision) {
        var labels = new TreeMap<>(Map.of(
                "org.opencontainers.image.title", "agent-core",
                "org.opencontainers.image.description", "Runs untrusted Python for AI agents, as a gRPC sidecar.",
                "org.opencontainers.image.version", reference.substring(reference.indexOf(':') + 1),
                "org.opencontainers.image.created", time,
                "org.opencontainers.image.licenses", "Apache-2.0"));
        if (!revision.isEmpty()) {
            labels.put("org.opencontainers.image.revision", revision);
        }
        return labels;
    }

    private static FileEntriesLayer layer(String name, Path folder, Instant time) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each :
                    (Iterable<Path>) all.filter(found -> !found.equals(folder)).sorted()::iterator) {
                layer.addEntry(
                        each,
                        AbsoluteUnixPath.get("/").resolve(folder.relativize(each)),
                        FilePermissions.fromPosixFilePermissions(Files.getPosixFilePermissions(each)),
                        time);
            }
        }
        return layer.build();
    }
}
