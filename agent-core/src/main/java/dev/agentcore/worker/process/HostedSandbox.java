// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.process;

import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.worker.wire.Command;
import dev.agentcore.worker.wire.OutputWindow;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A sandbox of this worker, with what its run and its reader have to say to each other. Thread-safe. */
final class HostedSandbox {
    private final Tasks tasks;
    private final BlockingQueue<Command.Verdict> verdicts = new ArrayBlockingQueue<>(1);
    private volatile @Nullable Sandbox sandbox;
    private volatile @Nullable CurrentRun run;

    /**
     * What belongs to one run.
     *
     * @param cancellation stops it
     * @param window how much it may print
     */
    record CurrentRun(CancellationSource cancellation, OutputWindow window) {}

    HostedSandbox(Executor threads) {
        tasks = new Tasks(threads);
    }

    /** Does something with the sandbox once what was asked before is done. */
    void then(Runnable task) {
        tasks.add(task);
    }

    void opened(Sandbox opened) {
        sandbox = opened;
    }

    /** @throws IllegalStateException if it could not be opened */
    Sandbox sandbox() {
        Sandbox opened = sandbox;
        if (opened == null) {
            throw new IllegalStateException("the sandbox is not open");
        }
        return opened;
    }

    /** Called when a run is asked for, before it begins: it may be stopped from then on. */
    CurrentRun newRun() {
        var next = new CurrentRun(new CancellationSource(), new OutputWindow());
        run = next;
        return next;
    }

    void stop() {
        CurrentRun current = run;
        if (current != null) {
            current.cancellation().request();
        }
    }

    void taken(int cost) {
        CurrentRun current = run;
        if (current != null) {
            current.window().give(cost);
        }
    }

    void interrupt() {
        Sandbox opened = sandbox;
        if (opened != null) {
            opened.interrupt();
        }
    }

    void decided(Command.Verdict verdict) {
        // One piece at a time waits for its verdict; a second one would be about nothing.
        var unused = verdicts.offer(verdict);
    }

    Command.Verdict verdict() throws InterruptedException {
        return verdicts.take();
    }

    void close() {
        Sandbox opened = sandbox;
        if (opened != null) {
            opened.close();
        }
    }
}
