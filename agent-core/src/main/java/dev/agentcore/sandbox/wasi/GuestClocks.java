// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clocks that a guest may read, in nanoseconds, truncated to microseconds: a finer resolution serves timing attacks more
 * than programs. The CPU time of the process is that of all threads. Used by the thread that runs the guest.
 *
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#clockid">WASI preview 1,
 *     clockid</a>
 */
public final class GuestClocks {
    public static final int REALTIME = 0;
    public static final int MONOTONIC = 1;
    public static final int PROCESS_CPUTIME = 2;
    static final int THREAD_CPUTIME = 3;
    static final long RESOLUTION_NANOS = 1000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final InstantSource wallClock;
    private final long monotonicOffset;
    private final Waiting waiting;
    private long mainThread = Thread.currentThread().threadId();
    private long earlierCpu;
    private long beganCpu;

    GuestClocks(InstantSource wallClock, Waiting waiting) {
        this.wallClock = wallClock;
        this.waiting = waiting;
        // The epoch of the monotonic clock is free: this one does not tell how long the host has been up, and lies
        // after
        // whatever a snapshot made earlier may remember.
        this.monotonicOffset = nanos(wallClock.instant()) - System.nanoTime();
        this.beganCpu = threadCpuNanos();
    }

    /** A copy that continues from the readings of the original. */
    GuestClocks(GuestClocks original, Waiting waiting) {
        this.waiting = waiting;
        wallClock = original.wallClock;
        monotonicOffset = original.monotonicOffset;
        earlierCpu = original.earlierCpu + original.waiting.cpuNanos();
        beganCpu = original.beganCpu;
    }

    /** Counts the CPU time of the current thread from now on, in addition to that of earlier runs. */
    void beginRun() {
        mainThread = Thread.currentThread().threadId();
        beganCpu = threadCpuNanos();
    }

    /** Adds the CPU time of the run that ends now. Must be called by the run's thread. */
    void endRun() {
        earlierCpu += Math.max(0, threadCpuNanos() - beganCpu);
        beganCpu = threadCpuNanos();
    }

    /** Nanoseconds since 1970, which overflow in 2262. */
    static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    }

    /** The reading of a clock. */
    long now(int clockId) throws ErrnoException {
        long nanos = switch (clockId) {
            case REALTIME -> nanos(wallClock.instant());
            case MONOTONIC -> System.nanoTime() + monotonicOffset;
            case PROCESS_CPUTIME -> processCpuTime();
            case THREAD_CPUTIME -> isMain() ? mainCpuTime(threadCpuNanos()) : waiting.threadCpuNanos();
            default -> throw new ErrnoException(Errno.INVAL);
        };
        return nanos - nanos % RESOLUTION_NANOS;
    }

    /** The resolution of a clock. */
    long resolution(int clockId) throws ErrnoException {
        if (clockId < REALTIME || clockId > THREAD_CPUTIME) {
            throw new ErrnoException(Errno.INVAL);
        }
        return RESOLUTION_NANOS;
    }

    private boolean isMain() {
        return Thread.currentThread().threadId() == mainThread;
    }

    private long processCpuTime() throws ErrnoException {
        long main = isMain() ? threadCpuNanos() : threads.getThreadCpuTime(mainThread);
        return mainCpuTime(main) + waiting.cpuNanos();
    }

    private long mainCpuTime(long cpuNanos) throws ErrnoException {
        if (beganCpu < 0) {
            throw new ErrnoException(Errno.NOTSUP);
        }
        return earlierCpu + Math.max(0, cpuNanos - beganCpu);
    }

    private long threadCpuNanos() {
        boolean measured = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
        return measured && !Thread.currentThread().isVirtual() ? threads.getCurrentThreadCpuTime() : -1;
    }
}
