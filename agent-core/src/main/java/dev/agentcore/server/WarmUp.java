package dev.agentcore.server;

import dev.agentcore.grpc.ExecutionGrpcService;
import dev.agentcore.v1.ExecutePythonRequest;
import dev.agentcore.v1.ExecutionServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs programs of our own before there are others, so that the JVM has compiled what every run needs: else the first
 * runs would take a hundred times as long as those that come a few seconds later. They go all the way, through a server
 * that nobody else knows of. Confined to one thread.
 */
final class WarmUp {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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

    private final ExecutionGrpcService service;
    private final int callers;

    /**
     * Does nothing yet.
     *
     * @param service the one to warm up; every program that comes through it counts
     * @param callers how many programs to run at a time
     */
    WarmUp(ExecutionGrpcService service, int callers) {
        this.service = service;
        this.callers = callers;
    }

    /**
     * Runs programs for a time, and until those that run then have ended.
     *
     * @return how many there were
     * @throws IOException if there is no port for it
     */
    int perform(Duration time) throws IOException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(service)
                .build()
                .start();
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        (InetSocketAddress) server.getListenSockets().getFirst())
                .usePlaintext()
                .build();
        try {
            return call(channel, System.nanoTime() + time.toNanos());
        } finally {
            channel.shutdownNow();
            server.shutdownNow();
        }
    }

    private int call(ManagedChannel channel, long endNanos) {
        var count = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int caller = 0; caller < callers; caller++) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("agent-core-warm-up")
                    .start(() -> callUntil(channel, endNanos, count)));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        return count.get();
    }

    private static void callUntil(ManagedChannel channel, long endNanos, AtomicInteger count) {
        try {
            while (System.nanoTime() < endNanos) {
                String program = PROGRAMS.get(count.getAndIncrement() % PROGRAMS.size());
                ExecutionServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                        .executePython(ExecutePythonRequest.newBuilder()
                                .setCode(program)
                                .build())
                        .forEachRemaining(event -> {});
            }
        } catch (StatusRuntimeException cold) {
            // Then the first runs are slow, and show what is wrong.
            return;
        }
    }
}
