// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a JVM needs of the system to start: found by watching its system calls. */
final class SystemFiles {
    private static final List<Path> LOADERS = List.of(
            Path.of("/lib64/ld-linux-x86-64.so.2"),
            Path.of("/lib/ld-linux-aarch64.so.1"),
            Path.of("/lib/ld-musl-x86_64.so.1"),
            Path.of("/lib/ld-musl-aarch64.so.1"));

    /** Folders as far as possible: a rule is for the file of the moment, and an update replaces files. */
    private static final List<Path> READ = List.of(
            Path.of("/lib"),
            Path.of("/lib64"),
            Path.of("/usr/lib"),
            Path.of("/usr/lib64"),
            Path.of("/etc/ld.so.cache"),
            // A rule for /proc/self would be for the process that makes the rule. Landlock itself keeps memory,
            // environment and descriptors from other domains.
            Path.of("/proc"),
            Path.of("/sys/devices/system"),
            Path.of("/sys/fs/cgroup"),
            Path.of("/sys/kernel/mm"),
            Path.of("/dev/random"),
            Path.of("/dev/urandom"));

    private static final int DEEPEST_LINK = 4;

    private SystemFiles() {}

    /**
     * All of it.
     *
     * @param javaHome the JDK or JRE
     */
    static Map<Path, Access> allowed(Path javaHome) throws IOException {
        var allowed = new HashMap<Path, Access>();
        READ.forEach(path -> allowed.put(path, Access.READ));
        allowed.put(Path.of("/dev/null"), Access.READ_AND_WRITE_DEVICE);
        for (Path loader : LOADERS) {
            // The kernel executes it for the launcher. Its folder, so that an update of the C library may replace it.
            if (Files.exists(loader)) {
                allowed.put(loader.toRealPath().getParent(), Access.READ_AND_EXECUTE);
            }
        }
        Path home = javaHome.toRealPath();
        // Distributions have the JDK's configuration elsewhere, and links to it.
        try (Stream<Path> files = Files.walk(home, DEEPEST_LINK)) {
            for (Path link : (Iterable<Path>) files.filter(Files::isSymbolicLink)::iterator) {
                if (Files.exists(link) && !link.toRealPath().startsWith(home)) {
                    allowed.put(link.toRealPath(), Access.READ);
                }
            }
        }
        allowed.put(home, Access.READ_AND_EXECUTE);
        return allowed;
    }
}
