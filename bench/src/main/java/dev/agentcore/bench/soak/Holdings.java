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
 * What a server that has nothing to do holds of its machine.
 *
 * @param residentMb its resident set after a full collection, in megabytes of a million bytes
 * @param threads how many threads it has, the JVM's own included
 * @param descriptors how many files and sockets it has open
 */
record Holdings(double residentMb, int threads, int descriptors) {
    /** After which the last connection's and collection's traces are gone. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    /** Has the server collect its garbage, leaves it alone for a moment, and looks. */
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
