// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.memory;

import dev.agentcore.bench.Hello;
import dev.agentcore.bench.Progress;
import dev.agentcore.bench.Samples;
import dev.agentcore.bench.ServerProcess;
import dev.agentcore.client.AgentCoreClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The memory of one server over many runs. Immutable. */
final class LongRun {
    /** The number of runs after which a server has compiled its code and sized its heap, and should no longer grow. */
    static final int WARM = 2_000;

    /** The number of runs over which growth is measured. */
    static final int MORE = 10_000;

    /** The resident set varies with every collection: its median over this number of runs is compared. */
    static final int WINDOW = 1_000;

    private static final int STEP = 100;

    private final List<Sample> samples;
    private final Footprint warm;
    private final Footprint last;

    /** A server's resident set after a number of runs, in megabytes. */
    record Sample(int runs, double residentMb) {}

    private LongRun(List<Sample> samples, Footprint warm, Footprint last) {
        this.samples = List.copyOf(samples);
        this.warm = warm;
        this.last = last;
    }

    /**
     * Starts a server and runs all of the runs on it.
     *
     * @param clients the number of concurrent clients
     */
    static LongRun measure(Surveyor surveyor, int clients, Progress progress)
            throws IOException, InterruptedException, ExecutionException {
        try (ServerProcess server = surveyor.start();
                AgentCoreClient client = AgentCoreClient.connect(server.target());
                ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            progress.say("%,d runs to warm up".formatted(WARM));
            var samples = new ArrayList<Sample>();
            var memory = ProcessMemory.of(server.pid());
            samples.add(new Sample(0, memory.residentMb()));
            Footprint warm = null;
            for (int runs = STEP; runs <= WARM + MORE + WINDOW; runs += STEP) {
                run(client, threads, clients);
                samples.add(new Sample(runs, memory.residentMb()));
                if (runs == WARM) {
                    warm = surveyor.survey(server);
                    progress.say("%,d runs more".formatted(MORE + WINDOW));
                }
            }
            return new LongRun(samples, Objects.requireNonNull(warm), surveyor.survey(server));
        }
    }

    private static void run(AgentCoreClient client, ExecutorService threads, int clients)
            throws InterruptedException, ExecutionException {
        var left = new AtomicInteger(STEP);
        var working = new ArrayList<Future<?>>();
        for (int each = 0; each < clients; each++) {
            working.add(threads.submit(() -> {
                while (left.getAndDecrement() > 0) {
                    Hello.check(client.run(Hello.CODE).stdout());
                }
            }));
        }
        for (Future<?> each : working) {
            each.get();
        }
    }

    /** The resident set over the runs, from before the first. */
    List<Sample> samples() {
        return samples;
    }

    /** The server when it was warm. */
    Footprint warm() {
        return warm;
    }

    /** The server after all runs. */
    Footprint last() {
        return last;
    }

    /** The median of the resident set over the window of runs that begins after this number, in megabytes. */
    double residentMbFrom(int runs) {
        return Samples.of(samples.stream()
                        .filter(sample -> sample.runs() > runs && sample.runs() <= runs + WINDOW)
                        .map(Sample::residentMb)
                        .toList())
                .median();
    }

    /** The growth of the resident set over {@value #MORE} runs of a warm server, in megabytes; may be negative. */
    double residentGrowthMb() {
        return residentMbFrom(WARM + MORE) - residentMbFrom(WARM);
    }

    /** The growth of the live heap, in megabytes. */
    double liveHeapGrowthMb() {
        return last.liveHeapMb() - warm.liveHeapMb();
    }
}
