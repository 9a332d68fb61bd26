// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.execution.Bounds;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Limits;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.worker.process.WorkerOptions;

/**
 * How workers are run. Immutable.
 *
 * @param options what each worker is told
 * @param processes how many processes a tenant may have; 1 to 64
 * @param classPath the class path of this program, as {@code java.class.path}: jars, because a worker can open no file once it is
 *     confined
 * @param heapBytes the largest heap of a worker, in bytes: scratch, files and what the JVM needs; at least 32 MiB
 */
public record WorkerSettings(WorkerOptions options, int processes, String classPath, long heapBytes) {
    /** The range of {@code processes}. */
    public static final Bounds<Integer> PROCESSES = new Bounds<>(1, 64);

    /**
     * An idle worker: 155 MiB before its first program, 200 MiB after 10,000 small ones, 250 MiB after 60,000. Its proportional set, as {@code
     * bench/run engines} measures it.
     */
    private static final long PROCESS_BYTES = 250 << 20;

    /** What a guest's thread can take of its stack. */
    private static final long STACK_BYTES = 8 << 20;

    private static final long LEAST_HEAP = 32 << 20;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public WorkerSettings {
        PROCESSES.check("engine.processes", processes);
        Bounds.check("heapBytes", heapBytes, LEAST_HEAP, Long.MAX_VALUE);
    }

    /** Settings with this JVM's own class path. */
    public static WorkerSettings of(WorkerOptions options, int processes, long heapBytes) {
        return new WorkerSettings(options, processes, System.getProperty("java.class.path"), heapBytes);
    }

    /** How many workers are kept for tenants that run nothing now: a fresh one costs about a second of processor time. */
    int kept() {
        return options.slots();
    }

    /** What a program's linear memory takes, in bytes: on the JVM it is an array, which exists twice while it grows. */
    long linearMemoryBytes(Limits limits) {
        return options.engine().equals(Interpreter.JVM)
                ? LinearMemory.mostBytes(limits.memoryBytes())
                : limits.memoryBytes();
    }

    /** What the workers take without programs, in bytes: those that are kept, the spare one, and stacks in use. */
    long footprintBytes() {
        return PROCESS_BYTES * (kept() + 1) + STACK_BYTES * (options.slots() + options.guestThreads());
    }
}
