// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.stream;

import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.memory.JvmHeap;
import dev.agentcore.client.AgentCoreClient;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reader that reads the first chunk, stalls for a while, and reads the rest. Measures the server and this process
 * meanwhile.
 *
 * @param serverBeforeMb the server's resident set before
 * @param serverGrowthMb the maximum growth of the server's resident set until the end of the stall
 * @param serverHeapGrowthMb the growth of the server's live heap
 * @param serverCpu the server's CPU use in the second half of the stall
 * @param clientGrowthMb the maximum growth of this process's resident set
 */
record StalledReader(
        double serverBeforeMb,
        double serverGrowthMb,
        double serverHeapGrowthMb,
        Duration serverCpu,
        double clientGrowthMb) {
    /** Streams once, with a stall of that length. The server should be warm. */
    static StalledReader measure(
            Printout printout, ServerProcess server, AgentCoreClient client, JvmHeap heap, Duration stall)
            throws Exception {
        double heapBeforeMb = heap.collectMb(server.pid());
        // After a collection the heap fills up again; the stalled run does not cause that growth.
        printout.read(client, Printout.Pause.NONE);
        var observer = new Observer(server, heap, stall, heapBeforeMb);
        printout.read(client, observer);
        return observer.seen();
    }

    private static final class Observer implements Printout.Pause {
        private final ProcessHandle process;
        private final JvmHeap heap;
        private final Duration stall;
        private final double heapBeforeMb;
        private final Growth server;
        private final Growth client;
        private @Nullable StalledReader seen;

        Observer(ServerProcess server, JvmHeap heap, Duration stall, double heapBeforeMb) throws Exception {
            this.process = ProcessHandle.of(server.pid()).orElseThrow();
            this.heap = heap;
            this.stall = stall;
            this.heapBeforeMb = heapBeforeMb;
            this.server = Growth.of(server.pid());
            this.client = Growth.of(ProcessHandle.current().pid());
        }

        @Override
        public void afterFirstChunk() throws Exception {
            Thread.sleep(stall.dividedBy(2));
            Duration halfway = cpu();
            Thread.sleep(stall.dividedBy(2));
            Duration computed = cpu().minus(halfway);
            double serverGrowthMb = server.mb();
            double clientGrowthMb = client.mb();
            seen = new StalledReader(
                    server.beforeMb(),
                    serverGrowthMb,
                    heap.collectMb(process.pid()) - heapBeforeMb,
                    computed,
                    clientGrowthMb);
        }

        private Duration cpu() {
            return process.info().totalCpuDuration().orElseThrow();
        }

        StalledReader seen() {
            return Objects.requireNonNull(seen, "nothing came");
        }
    }
}
