// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.throughput;

import dev.agentcore.bench.Latencies;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * An open loop: runs begin at fixed times, regardless of earlier runs. Latency counts from the scheduled start, so runs that
 * are delayed by a stall are not left out (no coordinated omission).
 */
final class OpenLoop {
    private final List<Job> jobs;
    private final Duration length;

    /** The runs are distributed to the jobs in turn, each of which must be thread-safe. */
    OpenLoop(List<Job> jobs, Duration length) {
        this.jobs = List.copyOf(jobs);
        this.length = length;
    }

    /** Loads the server at that number of runs per second, and waits for the last run. */
    Load run(double runsPerSecond) throws Exception {
        double interval = 1e9 / runsPerSecond;
        int count = (int) (length.toNanos() / interval);
        var ends = new ArrayList<Future<End>>();
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                long intended = began + (long) (i * interval);
                Job job = jobs.get(i % jobs.size());
                sleepUntil(intended);
                ends.add(threads.submit(() -> run(job, intended)));
            }
        }
        var latencies = new Latencies();
        long lastEnd = began;
        for (Future<End> end : ends) {
            if (end.get().accepted()) {
                latencies.record(end.get().nanoTime() - end.get().intended());
                lastEnd = Math.max(lastEnd, end.get().nanoTime());
            }
        }
        double seconds = Math.max((double) (lastEnd - began), count * interval) / 1e9;
        return new Load(latencies, latencies.count() / seconds, count - latencies.count());
    }

    private static End run(Job job, long intended) throws Exception {
        try {
            job.run();
            return new End(true, intended, System.nanoTime());
        } catch (AgentCoreException failure) {
            if (failure.code() != ErrorCode.UNAVAILABLE) {
                throw failure;
            }
            return new End(false, intended, System.nanoTime());
        }
    }

    private static void sleepUntil(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanoTime - System.nanoTime();
        }
    }

    private record End(boolean accepted, long intended, long nanoTime) {}
}
