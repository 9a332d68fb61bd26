// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.stream;

import dev.agentcore.bench.Samples;
import dev.agentcore.bench.ServerProcess;
import dev.agentcore.bench.Workspace;
import dev.agentcore.bench.memory.JvmHeap;
import dev.agentcore.client.AgentCoreClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The rounds of one printout, with their own server and client: a shared heap would hide this one's memory.
 * Not thread-safe.
 */
final class StreamSeries implements AutoCloseable {
    private final Printout printout;
    private final NativeStream nativePython;
    private final ServerProcess server;
    private final AgentCoreClient client;
    private final List<FastReader> fast = new ArrayList<>();
    private final List<Double> nativeRates = new ArrayList<>();
    private final List<StalledReader> stalled = new ArrayList<>();

    /** Starts the server. */
    StreamSeries(Workspace workspace, Printout printout) throws IOException {
        this.printout = printout;
        nativePython = new NativeStream(workspace.nativePython());
        server = ServerProcess.start(workspace, List.of(), List.of());
        client = AgentCoreClient.connect(server.target());
    }

    /** The printout of each round. */
    Printout printout() {
        return printout;
    }

    /** Streams the printout at least once and for this time, without recording. */
    void warmUp(Duration atLeast) throws Exception {
        long began = System.nanoTime();
        do {
            printout.read(client, Printout.Pause.NONE);
        } while (System.nanoTime() - began < atLeast.toNanos());
    }

    /** A round of agent-core, and one of the native Python. */
    void measure() throws Exception {
        fast.add(FastReader.measure(printout, server, client));
        nativeRates.add(printout.megabytes() / nativePython.read(printout));
    }

    /** A round with a reader that stalls for this time. */
    void measureStalled(JvmHeap heap, Duration stall) throws Exception {
        stalled.add(StalledReader.measure(printout, server, client, heap, stall));
    }

    /** A quantity of the rounds with a fast reader. */
    Samples fast(ToDoubleFunction<FastReader> quantity) {
        return Samples.of(fast.stream().map(quantity::applyAsDouble).toList());
    }

    /** The native Python's throughput in megabytes per second. */
    Samples nativeRates() {
        return Samples.of(nativeRates);
    }

    /** A quantity of the rounds with a stalled reader. */
    Samples stalled(ToDoubleFunction<StalledReader> quantity) {
        return Samples.of(stalled.stream().map(quantity::applyAsDouble).toList());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
