// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Polls files for changes on a dedicated thread, since their storage may be slow. Starts no thread if there are no files.
 * Thread-safe.
 */
final class FilePoller implements AutoCloseable {
    private final ScheduledExecutorService thread;

    /**
     * Starts polling after the first pause.
     *
     * @param looks each checks some files and reads those that have changed; must not throw
     * @param pause the time between two polls
     */
    FilePoller(List<Runnable> looks, Duration pause) {
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("agent-core-reload").factory());
        // The futures end with the executor; there is nothing to wait for.
        looks.forEach(look -> {
            var unused = thread.scheduleWithFixedDelay(look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
