// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.execution.Limits;
import dev.agentcore.execution.MemoryClaim;
import dev.agentcore.execution.MemoryFootprint;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.SandboxSpec;
import dev.agentcore.execution.Tenant;
import dev.agentcore.sandbox.engine.EngineUnavailableException;
import dev.agentcore.worker.process.WorkerMain;
import dev.agentcore.worker.wire.Command;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Python in worker processes, each of which runs the programs of one tenant. Thread-safe.
 *
 * <p>A sandbox is in one worker for as long as it exists. If the worker ends, a run in it ends as {@link
 * dev.agentcore.execution.Outcome#SANDBOX_LOST}, and is not repeated: it may have done anything. A sandbox that was not open yet is
 * opened in another worker.
 */
public final class WorkerPythonRuntime implements PythonRuntime {
    private final WorkerSettings settings;
    private final WorkerLauncher launcher;
    private final WorkerPool pool;
    private final CompletableFuture<Worker> first;

    /** Starts the first worker, and does not wait for it: see {@link #awaitReady}. */
    public WorkerPythonRuntime(WorkerSettings settings) {
        this(settings, WorkerMain.class);
    }

    /** With another program as its workers, for tests. */
    WorkerPythonRuntime(WorkerSettings settings, Class<?> main) {
        this.settings = settings;
        launcher = new WorkerLauncher(settings, main);
        pool = new WorkerPool(launcher, settings);
        first = pool.startSpare();
    }

    /**
     * Waits until the first worker is ready. All that needs its images waits as well.
     *
     * @throws EngineUnavailableException if the engine cannot be used here; the message says why, in one line
     * @throws IllegalArgumentException if it does not become ready; the message says why, in one line
     */
    public void awaitReady() {
        var unused = known();
    }

    private List<PythonImage> known() {
        try {
            return first.join().ready().join().images();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof EngineUnavailableException unavailable) {
                throw unavailable;
            }
            throw new IllegalArgumentException(
                    "no worker process can be used: " + WorkerPool.reason(failed), failed.getCause());
        }
    }

    /** The process numbers of a tenant's workers that are ready. */
    List<Long> pids(Tenant tenant) {
        return pool.pids(tenant);
    }

    @Override
    public List<PythonImage> images() {
        int prepared = pool.hasSpare() ? settings.options().slots() : 0;
        return known().stream()
                .map(image -> new PythonImage(image.name(), image.interpreter(), image.packages(), prepared))
                .toList();
    }

    @Override
    public Set<ResultFormat> resultFormats() {
        return Set.of(ResultFormat.values());
    }

    @Override
    public MemoryClaim claim(Limits limits) {
        return new MemoryClaim(0, settings.linearMemoryBytes(limits) + limits.scratchBytes());
    }

    @Override
    public MemoryFootprint footprint() {
        return MemoryFootprint.NONE.plusOutside(settings.footprintBytes());
    }

    @Override
    public Sandbox open(SandboxSpec spec) {
        // Before a worker is chosen: it says which images there are.
        String image = image(spec.image()).name();
        return WorkerSandbox.open(
                pool,
                spec.tenant(),
                number -> new Command.Open(number, image, spec.memoryBytes(), spec.scratchBytes(), spec.files()));
    }

    @Override
    public void close() {
        pool.close();
        launcher.close();
    }
}
