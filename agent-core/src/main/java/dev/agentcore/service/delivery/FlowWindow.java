// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How far a program may be ahead of its furthest reader, and how long it waits for it. Guarded by the journal's lock: every
 * method must be called under it.
 *
 * <p>Output waits until a little after the program's wall time, or until the program is interrupted. From then on a few more
 * chunks are accepted without waiting: output before the stop must not be lost, and stopping the program must not wait for a
 * slow reader.
 */
final class FlowWindow {
    /** How many chunks may exceed the window once output no longer waits. */
    static final int MAX_CHUNKS_OVER = 4;

    /** How long after the wall time output may wait; by then, the program has long been interrupted. */
    static final Duration AFTER_WALL_TIME = Duration.ofSeconds(1);

    /** How long all files of a run may wait for a reader; meanwhile the run keeps a slot from others. */
    static final Duration FILES_TIMEOUT = Duration.ofSeconds(60);

    private final int bytes;
    private final ReentrantLock lock;
    private final Condition changed;
    private final DeliveryClock clock;

    private long furthest;
    private long outputDeadlineNanos;
    private long filesDeadlineNanos;
    private boolean filesStarted;
    private boolean outputTimedOut;
    private boolean filesTimedOut;
    private boolean closed;
    private int chunksOver;
    private @Nullable Future<?> outputTimer;
    private @Nullable Future<?> filesTimer;

    /** Without a wall time yet: {@link #start} sets it. */
    FlowWindow(int bytes, ReentrantLock lock, DeliveryClock clock) {
        this.bytes = bytes;
        this.lock = lock;
        this.clock = clock;
        changed = lock.newCondition();
        outputDeadlineNanos = clock.nanos() + AFTER_WALL_TIME.toNanos();
    }

    /** The program starts. */
    void start(Duration wallTime) {
        outputDeadlineNanos = clock.nanos() + wallTime.plus(AFTER_WALL_TIME).toNanos();
    }

    /** The first file follows, or another one. */
    void startFiles() {
        if (!filesStarted) {
            filesStarted = true;
            filesDeadlineNanos = clock.nanos() + FILES_TIMEOUT.toNanos();
        }
    }

    /** How far the furthest reader has read. */
    long furthest() {
        return furthest;
    }

    /** A reader has read what comes before {@code position}. */
    void advance(long position) {
        if (position > furthest) {
            furthest = position;
            changed.signalAll();
        }
    }

    /** Whether a program that has written up to {@code end} must wait. */
    boolean isFull(long end) {
        return end - furthest > bytes;
    }

    /** Nothing waits any more. */
    void close() {
        closed = true;
        cancel(outputTimer);
        cancel(filesTimer);
        changed.signalAll();
    }

    /**
     * Waits until there is room for a chunk of output, or the thread is interrupted, which it then still is.
     *
     * @throws InterruptedException if output no longer waits, and the permitted excess over the window is used up
     */
    void awaitRoomForOutput(long end) throws InterruptedException {
        try {
            while (isFull(end) && !outputTimedOut && !closed) {
                if (outputTimer == null) {
                    startOutputTimer();
                } else {
                    changed.await();
                }
            }
        } catch (InterruptedException stopped) {
            outputTimedOut = true;
            Thread.currentThread().interrupt();
        }
        if (isFull(end) && ++chunksOver > MAX_CHUNKS_OVER) {
            throw new InterruptedException("The run was stopped, and its readers are slow");
        }
    }

    /** Waits until there is room for a piece of a file. Returns false if there is none in time. */
    boolean awaitRoomForFile(long end) throws InterruptedException {
        while (isFull(end) && !filesTimedOut && !closed) {
            if (filesTimer == null) {
                startFilesTimer();
            } else {
                changed.await();
            }
        }
        return !isFull(end);
    }

    private void startOutputTimer() {
        long left = outputDeadlineNanos - clock.nanos();
        outputTimer = left <= 0 ? null : clock.after(left, this::outputTimedOut);
        outputTimedOut = outputTimer == null;
    }

    private void startFilesTimer() {
        long left = filesDeadlineNanos - clock.nanos();
        filesTimer = left <= 0 ? null : clock.after(left, this::filesTimedOut);
        filesTimedOut = filesTimer == null;
    }

    private void outputTimedOut() {
        lock.lock();
        try {
            outputTimedOut = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void filesTimedOut() {
        lock.lock();
        try {
            filesTimedOut = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void cancel(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
