// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has files looked at for changes, again and again, on a thread of its own: what they lie on may be slow. Without files
 * there is no thread. Safe for use by many threads.
 */
final class FilePoller implements AutoCloseable {
    private final ScheduledExecutorService thread;

    /**
     * Begins, after the first pause.
     *
     * @param looks each looks at some files and reads what has changed; none may throw
     * @param pause how long to wait after each time
     */
    FilePoller(List<Runnable> looks, Duration pause) {
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("agent-core-reload").factory());
        // The futures end with the thread, and nobody waits for them.
        looks.forEach(look -> {
            var unused = thread.scheduleWithFixedDelay(look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
