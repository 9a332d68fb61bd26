// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.soak;

import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Workspace;
import dev.agentcore.bench.memory.JvmHeap;
import dev.agentcore.bench.memory.ProcessMemory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The resources of an idle server.
 *
 * @param residentMb its resident set after a full collection, in megabytes of a million bytes
 * @param threads the number of its threads, including the JVM's own
 * @param descriptors the number of its open files and sockets
 */
record Holdings(double residentMb, int threads, int descriptors) {
    /** The time after which the last connection and collection have been cleaned up. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    /** Runs a full collection in the server, waits a moment, and measures. */
    static Holdings of(Workspace workspace, ServerProcess server) throws IOException, InterruptedException {
        new JvmHeap(workspace).collectMb(server.pid());
        Thread.sleep(SETTLING);
        return new Holdings(ProcessMemory.of(server.pid()).residentMb(), count(server, "task"), count(server, "fd"));
    }

    private static int count(ServerProcess server, String folder) throws IOException {
        Path path = Path.of("/proc", Long.toString(server.pid()), folder);
        String[] entries = new File(path.toString()).list();
        if (entries == null) {
            throw new IOException(path + " cannot be listed");
        }
        return entries.length;
    }
}
