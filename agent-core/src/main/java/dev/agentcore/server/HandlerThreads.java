// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what gRPC calls us with: parsing, validation and copying of a request, up to 80 MiB of it, is too much
 * for Netty's threads, each of which many calls share; and since nothing here ever blocks, more threads than
 * processors would gain nothing. The queue before them has no bound, because gRPC loses calls whose events are
 * refused; what fills it is bounded by HTTP/2's flow control.
 *
 * <p>They are not shut down: gRPC hands over events even after it says that it has terminated. Idle threads end.
 */
final class HandlerThreads {
    private static final Duration IDLENESS = Duration.ofSeconds(30);

    private HandlerThreads() {}

    static Executor start() {
        int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
        var handlers = new ThreadPoolExecutor(
                count,
                count,
                IDLENESS.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("agent-core-grpc-", 1).factory());
        handlers.allowCoreThreadTimeOut(true);
        return handlers;
    }
}
