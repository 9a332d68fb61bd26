// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.face.grpc.ExecutionGrpcService;
import dev.agentcore.face.grpc.call.CallObserver;
import dev.agentcore.service.RunService;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs of our own before there are others, until the JVM has compiled what every run needs: else the first runs
 * would take a hundred times as long as those that come a few seconds later. They go all the way, through a server that
 * nobody else knows of; one at a time, since the compilers need a processor, too. Confined to one thread.
 */
final class WarmUp {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Over so long a time it shows whether the compilers have little left to do. */
    private static final Duration WINDOW = Duration.ofSeconds(2);

    /** Which part of that time they may have worked then. */
    private static final int IDLE = 5;

    private static final List<String> PROGRAMS = List.of(
            "print('hello')",
            """
            import json, math, random, re
            from collections import Counter
            from dataclasses import dataclass

            @dataclass
            class Item:
                name: str
                price: float

            items = [Item(f"item {n}", random.random() * n) for n in range(50)]
            items.sort(key=lambda item: item.price)
            print(json.dumps([item.__dict__ for item in items])[:100])
            print(Counter(re.findall(r"\\w", "the quick brown fox")).most_common(3), math.sqrt(2), sum(range(1000)))
            """,
            "print('hello')",
            "def fail(n):\n    return 1 / n if n == 0 else fail(n - 1)\n\nfail(3)");

    private final RunService service;
    private final CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();

    /**
     * Does nothing yet.
     *
     * @param service the one to warm up; every program that comes through it counts
     */
    WarmUp(RunService service) {
        this.service = service;
    }

    /**
     * Runs programs until the compilers have nearly nothing left to do.
     *
     * @param longest after how long to stop at the latest, once the program that runs then has ended
     * @return how many there were
     * @throws IOException if there is no port for it
     */
    int perform(Duration longest) throws IOException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .intercept(new CallObserver(service::rejected))
                .addService(new ExecutionGrpcService(service))
                .build()
                .start();
        try {
            return call(
                    (InetSocketAddress) server.getListenSockets().getFirst(), System.nanoTime() + longest.toNanos());
        } finally {
            server.shutdownNow();
        }
    }

    private int call(InetSocketAddress address, long endNanos) {
        int count = 0;
        long windowNanos = System.nanoTime();
        long compiledMillis = compilers.getTotalCompilationTime();
        try {
            while (System.nanoTime() < endNanos) {
                count += callAll(address);
                long passedMillis = (System.nanoTime() - windowNanos) / 1_000_000;
                if (passedMillis >= WINDOW.toMillis()) {
                    long compiled = compilers.getTotalCompilationTime();
                    if ((compiled - compiledMillis) * IDLE < passedMillis) {
                        return count;
                    }
                    windowNanos = System.nanoTime();
                    compiledMillis = compiled;
                }
            }
        } catch (StatusRuntimeException cold) {
            // Then the first runs are slow, and show what is wrong.
        }
        return count;
    }

    /** Runs all programs over a connection of their own: to make one is a part of what a first caller waits for. */
    private static int callAll(InetSocketAddress address) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress(address).usePlaintext().build();
        try {
            PROGRAMS.forEach(program -> call(channel, program));
            return PROGRAMS.size();
        } finally {
            channel.shutdownNow();
        }
    }

    private static void call(ManagedChannel channel, String program) {
        ExecutionServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                .executePython(
                        ExecutePythonRequest.newBuilder().setCode(program).build())
                .forEachRemaining(event -> {});
    }
}
