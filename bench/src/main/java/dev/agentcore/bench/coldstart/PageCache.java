// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux keeps in memory of the files that were read. The whole machine's. */
final class PageCache {
    private static final Path DROP = Path.of("/proc/sys/vm/drop_caches");
    private static final String PAGES_AND_FOLDERS = "3";

    private PageCache() {}

    /** Whether this user may empty it. */
    static boolean canBeDropped() {
        return Files.isWritable(DROP);
    }

    /** Empties it: whoever starts next reads from the disk. */
    static void drop() throws IOException, InterruptedException {
        // Only what has been written can be dropped.
        int exitCode = new ProcessBuilder("sync").inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IOException("sync ended with " + exitCode);
        }
        Files.writeString(DROP, PAGES_AND_FOLDERS);
    }
}
