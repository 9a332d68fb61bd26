// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of gRPC's callbacks. Parsing, validating and copying a request of up to 80 MiB would occupy Netty's
 * threads, which many calls share. Callbacks never block, so one thread a processor is enough. The queue is unbounded,
 * because gRPC loses calls whose events are rejected; HTTP/2 flow control limits its length.
 *
 * <p>The threads are not shut down: gRPC submits events even after it has reported termination. Idle threads end.
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
