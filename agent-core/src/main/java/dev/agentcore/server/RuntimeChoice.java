// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.server;

import dev.agentcore.config.InterpreterSettings;
import dev.agentcore.config.ServerSettings;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.guest.GuestImage;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.sandbox.GuestPythonRuntime;
import dev.agentcore.sandbox.command.CustomInterpreter;
import dev.agentcore.sandbox.engine.EngineUnavailableException;
import dev.agentcore.worker.WorkerPythonRuntime;
import dev.agentcore.worker.WorkerSettings;
import dev.agentcore.worker.process.WorkerOptions;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runtime that the settings ask for: which engine, and in which process. Stateless. */
final class RuntimeChoice {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeChoice.class);

    /** What native code needs of a thread's stack. */
    private static final long NATIVE_STACK_BYTES = 16 << 20;

    private static final long MIB = 1 << 20;

    /** A worker's own classes and connections. */
    private static final long WORKER_HEAP_BYTES = 64 * MIB;

    /** A request's files, and what a run needs besides its scratch. */
    private static final long RUN_HEAP_BYTES = 32 * MIB;

    private RuntimeChoice() {}

    /**
     * Loads it.
     *
     * @throws IllegalArgumentException if settings contradict each other, or a mount cannot be read
     * @throws EngineUnavailableException if the engine cannot be used here, and there is no fallback
     */
    static PythonRuntime of(ServerSettings settings) {
        InterpreterSettings interpreter = settings.interpreter();
        if (interpreter.module() != null) {
            if (interpreter.isInProcesses()) {
                throw new IllegalArgumentException(
                        "engine.isolation process does not support interpreter.path; use in-process");
            }
            return CustomInterpreter.load(interpreter.module(), interpreter.cache(), settings.mounts());
        }
        if (interpreter.engine() == InterpreterSettings.Engine.JVM) {
            return onJvm(settings);
        }
        if (settings.engine().guestStackBytes() < NATIVE_STACK_BYTES) {
            throw new IllegalArgumentException(
                    "engine.guest-stack is too small for engine.kind native: at least 16 MiB");
        }
        try {
            PythonRuntime runtime = onNative(settings);
            if (interpreter.fallback() && runtime instanceof WorkerPythonRuntime workers) {
                workers.awaitReady();
            }
            return runtime;
        } catch (EngineUnavailableException unavailable) {
            if (!interpreter.fallback()) {
                throw unavailable;
            }
            LOG.warn("engine.kind is jvm instead: {}", unavailable.getMessage());
            return onJvm(settings);
        }
    }

    private static PythonRuntime onNative(ServerSettings settings) {
        String kind = settings.interpreter().engine().name().toLowerCase(Locale.ROOT);
        return settings.interpreter().isInProcesses() ? inProcesses(settings, kind, 0) : inThisProcess(settings, kind);
    }

    private static PythonRuntime onJvm(ServerSettings settings) {
        // After a fallback, what auto means for native is meant no more.
        if (settings.interpreter().isolation() == InterpreterSettings.Isolation.PROCESS) {
            long largest = settings.limits().maximum().memoryBytes();
            return inProcesses(settings, Interpreter.JVM, LinearMemory.mostBytes(largest));
        }
        return inThisProcess(settings, Interpreter.JVM);
    }

    private static PythonRuntime inThisProcess(ServerSettings settings, String kind) {
        return GuestPythonRuntime.on(
                kind,
                GuestImage.built(),
                settings.engine().slots(),
                settings.mounts(),
                settings.engine().guestThreads());
    }

    /** @param linearMemoryBytes what a program's linear memory takes of a worker's heap */
    private static PythonRuntime inProcesses(ServerSettings settings, String kind, long linearMemoryBytes) {
        int slots = settings.engine().slots();
        long scratch = settings.limits().maximum().scratchBytes();
        return new WorkerPythonRuntime(WorkerSettings.of(
                new WorkerOptions(
                        kind,
                        slots,
                        settings.engine().guestStackBytes(),
                        settings.engine().guestThreads(),
                        settings.mounts()),
                settings.interpreter().processes(),
                WORKER_HEAP_BYTES + slots * (RUN_HEAP_BYTES + scratch * 5 / 4 + linearMemoryBytes)));
    }
}
