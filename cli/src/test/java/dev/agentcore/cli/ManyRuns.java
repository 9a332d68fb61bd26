// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.PythonResult;
import dev.agentcore.client.RetryPolicy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * A client in a JVM of its own, with two threads for all that it hears, that has many programs run at a time. Prints how many had
 * the right answer, the most threads there were, and how many threads of gRPC's are left after the client was closed.
 *
 * <p>Arguments: the target, how many runs, how often each is tried at most.
 */
public final class ManyRuns {
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private ManyRuns() {}

    public static void main(String[] arguments) throws InterruptedException {
        int count = Integer.parseInt(arguments[1]);
        RetryPolicy retry = RetryPolicy.none()
                .withMaximumAttempts(Integer.parseInt(arguments[2]))
                .withPauses(Duration.ofMillis(50), Duration.ofSeconds(1));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            long right;
            try (AgentCoreClient client = AgentCoreClient.builder(arguments[0])
                    .executor(threads)
                    .retry(retry)
                    .build()) {
                List<CompletableFuture<PythonResult>> runs = IntStream.range(0, count)
                        .mapToObj(number -> client.runAsync("print(" + number + " ** 2)"))
                        .toList();
                right = IntStream.range(0, count)
                        .filter(number -> runs.get(number).join().stdout().equals(number * number + "\n"))
                        .count();
            }
            int most = ManagementFactory.getThreadMXBean().getPeakThreadCount();
            System.out.println(right + " " + most + " " + threadsLeft());
        }
    }

    /** gRPC keeps what its clients share for a second after the last of them. */
    private static long threadsLeft() throws InterruptedException {
        long until = System.nanoTime() + FAREWELL.toNanos();
        long left;
        while ((left = grpcThreads()) > 0 && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        return left;
    }

    private static long grpcThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("grpc-"))
                .count();
    }
}
