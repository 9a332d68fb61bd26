// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.Ticker;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test advances it, and a scheduler that runs what is due then, on the test's thread.
 * Thread-safe; tasks run without its lock.
 */
final class ManualTime extends AbstractExecutorService implements ScheduledExecutorService, Ticker {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::dueNanos).thenComparingLong(Task::number));

    // As with System.nanoTime: any origin, and an overflow on the way.
    private final long origin = Long.MAX_VALUE - 1000;
    private long elapsedNanos;
    private long scheduled;
    private boolean shutdown;

    @Override
    public synchronized long nanos() {
        return origin + elapsedNanos;
    }

    /** Lets time pass, and runs what becomes due in its order. */
    void advance(Duration time) {
        long target;
        synchronized (this) {
            target = elapsedNanos + time.toNanos();
        }
        for (Task task = next(target); task != null; task = next(target)) {
            task.run();
        }
        synchronized (this) {
            elapsedNanos = target;
        }
    }

    private synchronized @Nullable Task next(long target) {
        Task first = tasks.peek();
        if (first == null || first.dueNanos > target) {
            return null;
        }
        tasks.remove();
        elapsedNanos = Math.max(elapsedNanos, first.dueNanos);
        return first;
    }

    /** How many tasks are scheduled and not cancelled. */
    synchronized int pending() {
        return tasks.size();
    }

    /** How many tasks have ever been scheduled. */
    synchronized long scheduled() {
        return scheduled;
    }

    private synchronized void removed(Task task) {
        tasks.remove(task);
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable action, long delay, TimeUnit unit) {
        if (shutdown) {
            throw new RejectedExecutionException("shut down");
        }
        var task = new Task(action, elapsedNanos + Math.max(0, unit.toNanos(delay)), scheduled++);
        tasks.add(task);
        return task;
    }

    @Override
    public void execute(Runnable action) {
        var unused = schedule(action, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> action, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable action, long delay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable action, long delay, long pause, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown = true;
        tasks.clear();
        return Collections.emptyList();
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown();
    }

    private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long dueNanos;
        private final long number;

        Task(Runnable action, long dueNanos, long number) {
            super(action, null);
            this.dueNanos = dueNanos;
            this.number = number;
        }

        long dueNanos() {
            return dueNanos;
        }

        long number() {
            return number;
        }

        @Override
        public boolean cancel(boolean interrupt) {
            removed(this);
            return super.cancel(interrupt);
        }

        @Override
        public void run() {
            super.run();
            if (state() == Future.State.FAILED) {
                throw new AssertionError("a timer's task threw", exceptionNow());
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - elapsedNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
