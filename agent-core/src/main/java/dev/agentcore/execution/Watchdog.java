// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stops guests whose time is over: one thread looks at every watched thread each few milliseconds and interrupts those
 * that must stop, again and again until they have, because a guest's host calls may consume an interruption.
 *
 * <p>Safe for use by many threads. The set of watches is concurrent; each watch is guarded by itself.
 */
public final class Watchdog implements AutoCloseable {
    private static final long TICK_NANOS = Duration.ofMillis(5).toNanos();

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts the thread, a daemon.
     *
     * @throws UnsupportedOperationException if this JVM cannot tell the CPU time of a thread
     */
    public Watchdog() {
        // Were it off, every thread's CPU time would read as -1, and the limit would never be reached.
        threads.setThreadCpuTimeEnabled(true);
        thread = Thread.ofPlatform().daemon().name("agent-core-watchdog").start(this::patrol);
    }

    /**
     * Watches the current thread from now on until the watch is closed. Clears its interruption first, so that while it
     * is watched it is interrupted only with a {@link Watch#stopReason}.
     *
     * @param limits wall and CPU time are looked at
     * @param cancellation stops the thread when asked for, at once if it was already
     * @throws IllegalStateException if the thread is virtual: those have no CPU time of their own
     */
    public Watch watch(Limits limits, Cancellation cancellation) {
        return watch(limits.ofRun(), cancellation);
    }

    /**
     * Watches the current thread, as {@link #watch(Limits, Cancellation)} does.
     *
     * @throws IllegalStateException if the thread is virtual: those have no CPU time of their own
     */
    public Watch watch(RunLimits limits, Cancellation cancellation) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("A virtual thread cannot be watched");
        }
        Thread.interrupted();
        var watch = new Watch(limits);
        watches.add(watch);
        cancellation.onRequest(() -> watch.stop(StopReason.CANCELLED));
        LockSupport.unpark(thread);
        return watch;
    }

    /** Ends the thread. Whatever is still watched is not stopped any more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void patrol() {
        while (!closed) {
            // A watch that comes between these two lines is not missed: its unpark makes the next park return at once.
            if (watches.isEmpty()) {
                LockSupport.park(this);
            } else {
                checkAll();
                LockSupport.parkNanos(this, TICK_NANOS);
            }
        }
    }

    private void checkAll() {
        try {
            watches.forEach(Watch::check);
        } catch (RuntimeException | Error defect) {
            // Guests can bring the JVM out of memory. This thread is what ends them, so it must live on.
            thread.getUncaughtExceptionHandler().uncaughtException(thread, defect);
        }
    }

    /** One thread's watch. */
    public final class Watch implements AutoCloseable {
        private final Thread watched = Thread.currentThread();
        private final long beganWall = System.nanoTime();
        private final long beganCpu = threads.getThreadCpuTime(watched.threadId());
        private final long wallNanos;
        private final long cpuNanos;
        private @Nullable StopReason stopReason;
        private boolean ended;

        private Watch(RunLimits limits) {
            wallNanos = limits.wallTime().toNanos();
            cpuNanos = limits.cpuTime().toNanos();
        }

        /** Why the thread was told to stop; null if it was not. */
        public synchronized @Nullable StopReason stopReason() {
            return stopReason;
        }

        /** How long it has been watched. */
        public Duration wallTime() {
            return Duration.ofNanos(System.nanoTime() - beganWall);
        }

        /** How much processor time the thread has taken since it is watched. */
        public Duration cpuTime() {
            return Duration.ofNanos(cpuNanosUsed());
        }

        /**
         * Ends the watch and clears the thread's interruption: nothing interrupts it from now on.
         *
         * @throws IllegalStateException if the current thread is not the watched one
         */
        @Override
        public void close() {
            if (Thread.currentThread() != watched) {
                throw new IllegalStateException("Only the watched thread can end its watch");
            }
            synchronized (this) {
                ended = true;
            }
            watches.remove(this);
            Thread.interrupted();
        }

        private long cpuNanosUsed() {
            return Math.max(0, threads.getThreadCpuTime(watched.threadId()) - beganCpu);
        }

        private synchronized void stop(StopReason reason) {
            if (!ended) {
                if (stopReason == null) {
                    stopReason = reason;
                }
                watched.interrupt();
            }
        }

        private synchronized void check() {
            if (stopReason != null) {
                stop(stopReason);
            } else if (System.nanoTime() - beganWall >= wallNanos) {
                stop(StopReason.WALL_TIME);
            } else if (cpuNanosUsed() >= cpuNanos) {
                stop(StopReason.CPU_TIME);
            }
        }
    }
}
