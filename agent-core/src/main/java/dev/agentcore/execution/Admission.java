package dev.agentcore.execution;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which runs wait, which have a slot, and which are refused. First come, first served: a run for which there is not enough
 * memory holds up those behind it, so that none waits for ever for want of a moment with few others.
 *
 * <p>A run that has been admitted leaves by exactly one of {@link #take}, {@link #withdraw}, {@link #awaitOverdue} and
 * {@link #close}; who gets it there, and nobody else, tells its sink. Nothing of a run is ever called under the lock.
 */
final class Admission {
    private final int slots;
    private final int queueCapacity;
    private final Duration maxQueueWait;
    private final long capacity;
    private final long requestCapacity;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final Condition closing = lock.newCondition();

    // Guarded by the lock. A run is in one of the three sets at most.
    private final LinkedHashSet<Run> waiting = new LinkedHashSet<>();
    private final Set<Run> running = new HashSet<>();
    private final Set<Run> ending = new HashSet<>();
    private long claimed;
    private long held;
    private boolean draining;
    private boolean closed;

    /**
     * Nobody is in.
     *
     * @param capacity what all that have a slot may claim together, in bytes; one alone may claim more
     * @param requestCapacity what the requests of all that wait or run may hold together, in bytes; likewise
     */
    Admission(EngineSettings settings, long capacity, long requestCapacity) {
        this.capacity = capacity;
        this.requestCapacity = requestCapacity;
        slots = settings.slots();
        queueCapacity = settings.queueCapacity();
        maxQueueWait = settings.maxQueueWait();
    }

    /** Lets a run in, or says why not. */
    Refusal.@Nullable Reason admit(Run run) {
        lock.lock();
        try {
            if (draining) {
                return Refusal.Reason.DRAINING;
            }
            // A slot that is free counts, though its thread may not have woken up yet.
            if (waiting.size() + running.size() >= slots + queueCapacity) {
                return Refusal.Reason.QUEUE_FULL;
            }
            if (held > 0 && run.requestBytes() > requestCapacity - held) {
                return Refusal.Reason.QUEUE_FULL;
            }
            held += run.requestBytes();
            waiting.add(run);
            work.signal();
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** The next run for a slot; waits for one. Null once this is closed. */
    @Nullable
    Run take() {
        lock.lock();
        try {
            while (!closed && !nextFits()) {
                work.awaitUninterruptibly();
            }
            if (closed) {
                return null;
            }
            Run next = waiting.removeFirst();
            running.add(next);
            claimed += next.claim();
            // Whoever was woken may have room behind it for another.
            work.signal();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** A run's program is over, and its slot free for the next, though its sink has yet to hear of it. */
    void vacate(Run run) {
        lock.lock();
        try {
            release(run);
            ending.add(run);
        } finally {
            lock.unlock();
        }
    }

    /** A run's sink has heard everything. */
    void end(Run run) {
        lock.lock();
        try {
            release(run);
            ending.remove(run);
            signalIfIdle();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a run out of the queue. False if it is not there, or not any more. */
    boolean withdraw(Run run) {
        lock.lock();
        try {
            boolean found = waiting.remove(run);
            if (found) {
                held -= run.requestBytes();
            }
            work.signal();
            signalIfIdle();
            return found;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next run that has waited as long as it may, taken out of the queue; waits for one. Null once this is closed.
     *
     * <p>Runs come overdue in the order in which they came, since all may wait equally long. So it is enough to sleep
     * until the first is due; and when there is none, as long as a run may wait: one that comes meanwhile is due later.
     */
    @Nullable
    Run awaitOverdue() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                Duration left = waiting.isEmpty()
                        ? maxQueueWait
                        : maxQueueWait.minus(waiting.getFirst().age());
                if (!left.isPositive()) {
                    Run overdue = waiting.removeFirst();
                    held -= overdue.requestBytes();
                    work.signal();
                    signalIfIdle();
                    return overdue;
                }
                closing.awaitNanos(left.toNanos());
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in from now on. */
    void drain() {
        lock.lock();
        try {
            draining = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no run waits, runs or ends, but no longer than {@code patience}. */
    void awaitIdle(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!isIdle() && left > 0) {
                left = idle.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Those that have a slot. */
    List<Run> running() {
        lock.lock();
        try {
            return List.copyOf(running);
        } finally {
            lock.unlock();
        }
    }

    /** Ends it: nobody is let in, and whoever waits in here for a run gets none. Returns those that waited in vain. */
    List<Run> close() {
        lock.lock();
        try {
            draining = true;
            closed = true;
            List<Run> left = List.copyOf(waiting);
            waiting.clear();
            left.forEach(run -> held -= run.requestBytes());
            work.signalAll();
            closing.signalAll();
            signalIfIdle();
            return left;
        } finally {
            lock.unlock();
        }
    }

    private boolean nextFits() {
        return !waiting.isEmpty() && (running.isEmpty() || waiting.getFirst().claim() <= capacity - claimed);
    }

    private void release(Run run) {
        if (running.remove(run)) {
            claimed -= run.claim();
            held -= run.requestBytes();
            work.signal();
        }
    }

    private boolean isIdle() {
        return waiting.isEmpty() && running.isEmpty() && ending.isEmpty();
    }

    private void signalIfIdle() {
        if (isIdle()) {
            idle.signalAll();
        }
    }
}
