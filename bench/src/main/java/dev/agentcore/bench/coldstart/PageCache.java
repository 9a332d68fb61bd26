// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Linux's page cache, of the whole machine. */
final class PageCache {
    private static final Path DROP = Path.of("/proc/sys/vm/drop_caches");
    private static final String PAGES_AND_FOLDERS = "3";

    private PageCache() {}

    /** Whether this user may drop it. */
    static boolean canBeDropped() {
        return Files.isWritable(DROP);
    }

    /** Drops the cache: the next start reads from the disk. */
    static void drop() throws IOException, InterruptedException {
        // Only clean pages can be dropped.
        int exitCode = new ProcessBuilder("sync").inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IOException("sync ended with " + exitCode);
        }
        Files.writeString(DROP, PAGES_AND_FOLDERS);
    }
}
