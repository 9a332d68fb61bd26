// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * Handles the signals that terminate a process. The first one starts an action on a dedicated thread; further ones interrupt that
 * thread. Thread-safe.
 *
 * <p>Shutdown hooks are not enough: they run only for the first signal, and the exit code is always that of the signal.
 */
final class EndSignals {
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    private final Thread end;

    // Guarded by this.
    private boolean begun;

    private EndSignals(Runnable end) {
        this.end = Thread.ofPlatform().name("process-end").unstarted(end);
    }

    /** Installs the handlers. A signal that is ignored, such as HUP with nohup, stays ignored. */
    static void begin(Runnable end) {
        var signals = new EndSignals(end);
        try {
            // By reflection, because javac's warning about sun.misc.Signal cannot be suppressed. There is no
            // alternative API.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Runnable come = signals::come;
            MethodHandle run = MethodHandles.publicLookup()
                    .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(come);
            Object ours = MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
            for (String name : NAMES) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            }
        } catch (ReflectiveOperationException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private synchronized void come() {
        if (begun) {
            end.interrupt();
        } else {
            begun = true;
            end.start();
        }
    }
}
