// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that workers need besides the JDK and what a JVM reads of the system.
 *
 * @param readable files and folders that they and the thread that starts them read: the class paths of both, caches of
 *     classes, mounts. All of a folder can be read
 * @param privateFolder the folder in which they create, write, read and delete files. Programs in it cannot be started, but
 *     libraries in it can be loaded
 */
public record AllowedFiles(List<Path> readable, Path privateFolder) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if one of them does not exist, or the private folder is none
     */
    public AllowedFiles {
        readable = List.copyOf(readable);
        for (Path path : readable) {
            if (!Files.exists(path)) {
                throw new IllegalArgumentException(
                        "workers cannot be allowed to read %s: it does not exist".formatted(path));
            }
        }
        if (!Files.isDirectory(privateFolder)) {
            throw new IllegalArgumentException("the workers' folder %s is no folder".formatted(privateFolder));
        }
    }
}
