// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.process;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Tasks that are done one after the other, on whichever thread is free. Thread-safe. */
final class Tasks {
    private final Executor threads;

    // Guarded by this.
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean working;

    Tasks(Executor threads) {
        this.threads = threads;
    }

    /** @param task throws nothing */
    synchronized void add(Runnable task) {
        waiting.add(task);
        if (!working) {
            working = true;
            threads.execute(this::work);
        }
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        working = task != null;
        return task;
    }
}
