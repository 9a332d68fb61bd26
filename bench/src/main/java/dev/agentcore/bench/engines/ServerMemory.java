// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.memory.ProcessMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The proportional sets of a server's processes, in MiB.
 *
 * @param server the server's own
 * @param workers of each of its workers
 */
record ServerMemory(double server, List<Double> workers) {
    ServerMemory {
        workers = List.copyOf(workers);
    }

    /** As it is now. */
    static ServerMemory of(ServerProcess server) throws IOException {
        List<Long> children = ProcessHandle.of(server.pid())
                .map(process -> process.descendants().map(ProcessHandle::pid).toList())
                .orElse(List.of());
        var workers = new ArrayList<Double>();
        for (long child : children) {
            workers.add(ProcessMemory.of(child).proportionalMib());
        }
        return new ServerMemory(ProcessMemory.of(server.pid()).proportionalMib(), workers);
    }
}
