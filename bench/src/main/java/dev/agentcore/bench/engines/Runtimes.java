// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.guest.GuestImage;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.GuestPythonRuntime;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The runtimes that can be measured without a server. */
final class Runtimes {
    private static final int THREADS = 64;

    private static final Map<Deployment, Supplier<PythonRuntime>> KNOWN =
            Map.of(Deployment.JVM, () -> jvm(1), Deployment.NATIVE, () -> nativeCode(1));

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

    /**
     * wasmtime in this JVM.
     *
     * @param prepared how many sandboxes to hold ready
     */
    static PythonRuntime nativeCode(int prepared) {
        return GuestPythonRuntime.on("native", List.of(GuestImage.BASE), prepared, List.of(), THREADS);
    }
}
