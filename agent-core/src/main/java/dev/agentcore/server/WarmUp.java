// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.execution.Ticker;
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
 * Runs built-in programs before the server accepts calls, until the JVM has compiled the code that every run needs:
 * otherwise the first runs would take a hundred times as long as those a few seconds later. The programs run end to end,
 * through a private server; one at a time, since the compilers need a processor, too. Not thread-safe.
 */
final class WarmUp {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The time over which the compilers' activity is measured. */
    private static final Duration WINDOW = Duration.ofSeconds(2);

    /** The compilers are idle if they worked for less than this fraction (1/n) of that time. */
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
    private final Ticker ticker;
    private final CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();

    /**
     * Starts nothing yet.
     *
     * @param service the service to warm up
     * @param ticker measures the time
     */
    WarmUp(RunService service, Ticker ticker) {
        this.service = service;
        this.ticker = ticker;
    }

    /**
     * Runs programs until the compilers are nearly idle.
     *
     * @param longest the maximum time; the program that runs then is completed
     * @return the number of programs
     * @throws IOException if no port is available
     */
    int perform(Duration longest) throws IOException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .intercept(new CallObserver(service::rejected))
                .addService(new ExecutionGrpcService(service))
                .build()
                .start();
        try {
            return call((InetSocketAddress) server.getListenSockets().getFirst(), ticker.nanos() + longest.toNanos());
        } finally {
            server.shutdownNow();
        }
    }

    private int call(InetSocketAddress address, long endNanos) {
        int count = 0;
        long windowNanos = ticker.nanos();
        long compiledMillis = compilers.getTotalCompilationTime();
        try {
            while (ticker.nanos() < endNanos) {
                count += callAll(address);
                long passedMillis = (ticker.nanos() - windowNanos) / 1_000_000;
                if (passedMillis >= WINDOW.toMillis()) {
                    long compiled = compilers.getTotalCompilationTime();
                    if ((compiled - compiledMillis) * IDLE < passedMillis) {
                        return count;
                    }
                    windowNanos = ticker.nanos();
                    compiledMillis = compiled;
                }
            }
        } catch (StatusRuntimeException cold) {
            // Not fatal: the first runs are slow, and their errors show the cause.
        }
        return count;
    }

    /** Runs all programs over a new connection: setting it up is part of a first call's latency. */
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
                .withDeadlineAfter(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)
                .executePython(
                        ExecutePythonRequest.newBuilder().setCode(program).build())
                .forEachRemaining(event -> {});
    }
}
