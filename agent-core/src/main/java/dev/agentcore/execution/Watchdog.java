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
 * Stops guests that exceed their wall or CPU time, or are cancelled. One thread checks all watched threads every 5 ms and
 * interrupts those that must stop, repeatedly until their watch is closed, because a host call of a guest may consume an
 * interruption. Thread-safe.
 */
public final class Watchdog implements AutoCloseable {
    private static final long PERIOD_NANOS = Duration.ofMillis(5).toNanos();

    private final Ticker ticker;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Starts the thread, as a daemon. Wall time is the JVM's.
     *
     * @throws UnsupportedOperationException if this JVM does not measure the CPU time of threads
     */
    public Watchdog() {
        this(Ticker.system());
    }

    /**
     * Starts the thread, as a daemon.
     *
     * @param ticker measures wall time; CPU time is always the JVM's
     * @throws UnsupportedOperationException if this JVM does not measure the CPU time of threads
     */
    public Watchdog(Ticker ticker) {
        this.ticker = ticker;
        // If it were disabled, the CPU time of every thread would read as -1, and no limit would ever be reached.
        threads.setThreadCpuTimeEnabled(true);
        thread = Thread.ofPlatform().daemon().name("agent-core-watchdog").start(this::patrol);
    }

    /**
     * Watches the current thread until the watch is closed. Clears the thread's interruption first, so that any later one
     * has a {@link Watch#stopReason}.
     *
     * @param limits the wall time and the CPU time that it may take
     * @param cancellation stops the thread; at once if it has been requested already
     * @throws IllegalStateException if the thread is virtual: the JVM measures no CPU time of virtual threads
     */
    public Watch watch(Limits limits, Cancellation cancellation) {
        return watch(limits.ofRun(), cancellation);
    }

    /** Watches the current thread, as {@link #watch(Limits, Cancellation)} does. */
    public Watch watch(RunLimits limits, Cancellation cancellation) {
        return watch(limits, cancellation, Watched.nothing());
    }

    /**
     * Watches the current thread, as {@link #watch(Limits, Cancellation)} does.
     *
     * @param others what stops with it, and whose CPU time counts as its own
     * @throws IllegalStateException if the thread is virtual: those have no CPU time of their own
     */
    public Watch watch(RunLimits limits, Cancellation cancellation, Watched others) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("A virtual thread cannot be watched");
        }
        Thread.interrupted();
        var watch = new Watch(limits, others);
        watches.add(watch);
        cancellation.onRequest(() -> watch.stop(StopReason.CANCELLED));
        LockSupport.unpark(thread);
        return watch;
    }

    /** Stops the watchdog's thread. Threads that are still watched are no longer stopped. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void patrol() {
        while (!closed) {
            // A watch that is added between these two lines is not missed: its unpark makes the next park return at
            // once.
            if (watches.isEmpty()) {
                LockSupport.park(this);
            } else {
                checkAll();
                LockSupport.parkNanos(this, PERIOD_NANOS);
            }
        }
    }

    private void checkAll() {
        try {
            watches.forEach(Watch::check);
        } catch (RuntimeException | Error error) {
            // A guest can exhaust the heap. This thread has to survive that, because it stops the guest.
            thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
        }
    }

    /** The watch over one thread. Thread-safe; guarded by itself. */
    public final class Watch implements AutoCloseable {
        private final Thread watched = Thread.currentThread();
        private final long startWall = ticker.nanos();
        private final long startCpu = threads.getThreadCpuTime(watched.threadId());
        private final long wallNanos;
        private final long cpuNanos;
        private final Watched others;
        private final long startOthersCpu;
        private @Nullable StopReason stopReason;
        private boolean ended;

        private Watch(RunLimits limits, Watched others) {
            this.others = others;
            startOthersCpu = others.cpuNanos();
            wallNanos = limits.wallTime().toNanos();
            cpuNanos = limits.cpuTime().toNanos();
        }

        /** Why the thread was stopped; null if it was not. */
        public synchronized @Nullable StopReason stopReason() {
            return stopReason;
        }

        /** The time since the watch began. */
        public Duration wallTime() {
            return ticker.since(startWall);
        }

        /** The CPU time that the thread and the others have taken since the watch began. */
        public Duration cpuTime() {
            return Duration.ofNanos(cpuNanosUsed());
        }

        /**
         * Ends the watch and clears the thread's interruption. The watchdog does not interrupt the thread afterwards.
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
            return Math.max(0, threads.getThreadCpuTime(watched.threadId()) - startCpu)
                    + others.cpuNanos()
                    - startOthersCpu;
        }

        private synchronized void stop(StopReason reason) {
            if (!ended) {
                if (stopReason == null) {
                    stopReason = reason;
                }
                watched.interrupt();
                others.stop();
            }
        }

        private synchronized void check() {
            others.tick();
            if (stopReason != null) {
                stop(stopReason);
            } else if (ticker.nanos() - startWall >= wallNanos) {
                stop(StopReason.WALL_TIME);
            } else if (cpuNanosUsed() >= cpuNanos) {
                stop(StopReason.CPU_TIME);
            }
        }
    }
}
