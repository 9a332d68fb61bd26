// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.threads;

import dev.agentcore.execution.Bounds;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * The JVM's threads for guests' threads: at most a number at a time, of all guests together; one with a large stack
 * counts twice. Threads are reused, and end when they
 * have been idle for a minute. Thread-safe.
 */
public final class ThreadPool implements AutoCloseable {
    /**
     * The address space of a thread's stack, in bytes: twice what the deepest recursion that CPython allows takes in a
     * thread of 1 MiB, when all its code is interpreted. Memory is taken as it is touched.
     */
    public static final int STACK_BYTES = 16 << 20;

    /** The largest stack of a guest's thread that fits the JVM's stack of {@link #STACK_BYTES}. */
    private static final int ORDINARY_GUEST_STACK = 1 << 20;

    private final Semaphore free;
    private final ExecutorService threads = Executors.newCachedThreadPool(factory(STACK_BYTES));
    private final ThreadFactory large = factory(2 * STACK_BYTES);

    /** @param maximum how many at a time, at least 1 */
    public ThreadPool(int maximum) {
        Bounds.check("maximum", maximum, 1, Integer.MAX_VALUE);
        free = new Semaphore(maximum);
    }

    private static ThreadFactory factory(int stackBytes) {
        return Thread.ofPlatform()
                .daemon()
                .stackSize(stackBytes)
                .name("agent-core-guest-thread")
                .factory();
    }

    /**
     * Runs a guest's thread on a thread of the JVM.
     *
     * @param guestStackBytes the size of its stack in the guest's memory
     * @return whether there was one free; otherwise nothing is done
     */
    boolean start(Runnable thread, long guestStackBytes) {
        boolean isLarge = guestStackBytes > ORDINARY_GUEST_STACK;
        int permits = isLarge ? 2 : 1;
        if (!free.tryAcquire(permits)) {
            return false;
        }
        Runnable released = () -> {
            try {
                thread.run();
            } finally {
                free.release(permits);
            }
        };
        try {
            if (isLarge) {
                large.newThread(released).start();
            } else {
                threads.execute(released);
            }
            return true;
        } catch (OutOfMemoryError none) {
            // The operating system has no thread, or no memory for its stack.
            free.release(permits);
            return false;
        }
    }

    /** How many more there can be now. */
    int free() {
        return free.availablePermits();
    }

    /** Ends idle threads. No guest may be open. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
