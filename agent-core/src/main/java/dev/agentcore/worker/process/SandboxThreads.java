// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.process;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that run programs: as many as the server has run at a time. Stateless. */
final class SandboxThreads {
    private static final long IDLE_SECONDS = 60;

    private SandboxThreads() {}

    static ExecutorService ofStack(long stackBytes) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform()
                        .daemon()
                        .name("agent-core-sandbox-", 1)
                        .stackSize(stackBytes)
                        .factory());
    }
}
