// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import dev.agentcore.bench.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A closed loop: each client requests a run, waits for its end and requests the next. */
public final class ClosedLoop {
    /** How long a client waits for the others' first runs. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Job.Source jobs;
    private final Duration length;

    /** @param length how long it lasts, after each client has run once */
    public ClosedLoop(Job.Source jobs, Duration length) {
        this.jobs = jobs;
        this.length = length;
    }

    /** Loads the server with this number of clients, each of which has run once before the measurement begins. */
    public Load run(int clients) throws Exception {
        var end = new AtomicLong();
        var begin = new CyclicBarrier(clients, () -> end.set(System.nanoTime() + length.toNanos()));
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Callable<Client>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                all.add(() -> run(begin, end));
            }
            var latencies = new Latencies();
            long inTime = 0;
            for (Future<Client> done : threads.invokeAll(all)) {
                latencies.add(done.get().latencies());
                inTime += done.get().inTime();
            }
            return new Load(latencies, inTime / (length.toNanos() / 1e9), 0);
        }
    }

    private Client run(CyclicBarrier begin, AtomicLong end) throws Exception {
        var latencies = new Latencies();
        long inTime = 0;
        try (Job job = jobs.next()) {
            job.run();
            begin.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            long began = System.nanoTime();
            while (began < end.get()) {
                job.run();
                long ended = System.nanoTime();
                latencies.record(ended - began);
                inTime += ended <= end.get() ? 1 : 0;
                began = ended;
            }
        }
        return new Client(latencies, inTime);
    }

    /** One client's runs, and how many of them ended in time. */
    private record Client(Latencies latencies, long inTime) {}
}
