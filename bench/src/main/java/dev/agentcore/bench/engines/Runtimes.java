// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.guest.GuestImage;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.GuestPythonRuntime;
import dev.agentcore.worker.WorkerPythonRuntime;
import dev.agentcore.worker.WorkerSettings;
import dev.agentcore.worker.process.WorkerOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The runtimes that can be measured without a server. */
final class Runtimes {
    private static final int THREADS = 64;
    private static final long STACK_BYTES = 64 << 20;
    private static final long WORKER_HEAP_BYTES = 160 << 20;

    private static final Map<Deployment, Supplier<PythonRuntime>> KNOWN = Map.of(
            Deployment.JVM,
            () -> jvm(1),
            Deployment.NATIVE,
            () -> nativeCode(1),
            Deployment.WORKERS,
            Runtimes::workers);

    private Runtimes() {}

    /** Those that this JVM can have. */
    static List<Deployment> known() {
        return Deployment.known().stream().filter(KNOWN::containsKey).toList();
    }

    /** A runtime with one image, which the caller closes. */
    static PythonRuntime open(Deployment deployment) {
        Supplier<PythonRuntime> known = KNOWN.get(deployment);
        if (known == null) {
            throw new IllegalArgumentException("no runtime of " + deployment);
        }
        return known.get();
    }

    /**
     * Chicory in this JVM.
     *
     * @param prepared how many sandboxes to hold ready
     */
    static PythonRuntime jvm(int prepared) {
        return new GuestPythonRuntime(PythonGuest.load(), prepared);
    }

    /** wasmtime in a worker process. */
    private static PythonRuntime workers() {
        return new WorkerPythonRuntime(WorkerSettings.of(
                new WorkerOptions("native", 1, STACK_BYTES, THREADS, List.of()), 1, WORKER_HEAP_BYTES));
    }

    /**
     * wasmtime in this JVM.
     *
     * @param prepared how many sandboxes to hold ready
     */
    static PythonRuntime nativeCode(int prepared) {
        return GuestPythonRuntime.on("native", List.of(GuestImage.BASE), prepared, List.of(), THREADS);
    }
}
