// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Starts servers and takes their footprints. Immutable. */
final class Surveyor {
    /** The time after which an idle server has prepared everything. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final Workspace workspace;
    private final JvmHeap heap;

    Surveyor(Workspace workspace) {
        this.workspace = workspace;
        heap = new JvmHeap(workspace);
    }

    /** A server as {@code bin/agent-core serve} starts it. */
    ServerProcess start() throws IOException {
        return ServerProcess.start(workspace, List.of(), List.of());
    }

    /** The same with another number of slots, and as many prepared sandboxes. */
    ServerProcess start(int slots) throws IOException {
        return ServerProcess.start(workspace, List.of(), List.of("--slots", Integer.toString(slots)));
    }

    /** Waits a moment, then measures the idle server. The full collection that this includes comes last. */
    Footprint survey(ServerProcess server) throws IOException, InterruptedException {
        Thread.sleep(SETTLING);
        var memory = ProcessMemory.of(server.pid());
        double resident = memory.residentMb();
        double anonymous = memory.anonymousMb();
        double claimed = heap.committedMb(server.pid());
        double live = heap.collectMb(server.pid());
        return new Footprint(resident, anonymous, claimed, live, memory.residentMb());
    }
}
