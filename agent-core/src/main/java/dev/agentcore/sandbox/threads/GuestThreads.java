// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.threads;

import dev.agentcore.execution.StackHeadroom;
import dev.agentcore.execution.Watched;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.GuestInterruptedException;
import dev.agentcore.sandbox.engine.GuestStack;
import dev.agentcore.sandbox.threads.GuestThread.Wake;
import dev.agentcore.sandbox.wasi.Waiting;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A guest's threads, of which one runs at a time: the one that holds the baton. It passes the baton where it waits, to
 * the one that has been ready for the longest time.
 *
 * <p>A thread is one of the JVM's that calls the guest's {@code guest_thread} on a stack of its own, over the one
 * instance and memory that there are. The lock orders what one thread did before it passed the baton and what the next
 * one does: so the guest's memory, and all that serves the guest, needs no other.
 *
 * <p>The host asks the running thread for something in three steps: it requests the engine's attention; the thread
 * itself writes the request into the guest's {@link Mailbox}, at its next interruption check; CPython sees a bit there
 * between two of its instructions, and releases its lock. It then waits, without a time, for another thread to take
 * that lock. That wait only lets others run: who is ready need not want the lock, and then nobody would end the wait.
 *
 * <p>All methods of {@link Watched} and {@link #interrupt} are for any thread. The others are for the thread that runs
 * the guest.
 */
public final class GuestThreads implements Watched, Waiting {
    /** What a C function may use below its stack pointer without moving it. */
    private static final int RED_ZONE = 256;
    /** A request just before the watchdog's next tick would otherwise wait for it. */
    private static final long HALF_TICK_NANOS = 2_500_000;

    private static final long CLOSE_POLL_MILLIS = 5;

    /** Keys of waits that are not for an address, which is an unsigned number. */
    private static final long NOTHING = -1;

    private static final long DESCRIPTORS = -2;

    private final ThreadPool pool;
    private final ThreadMXBean times = ManagementFactory.getThreadMXBean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<Long, ArrayDeque<GuestThread>> waiting = new HashMap<>();
    private final ArrayDeque<GuestThread> ready = new ArrayDeque<>();
    private final List<GuestThread> others = new ArrayList<>();
    private final GuestThread main = new GuestThread(lock.newCondition());
    private final Alarm alarm = new Alarm();

    private @Nullable GuestInstance instance;
    private @Nullable Mailbox mailbox;
    private @Nullable GuestThread holder = main;
    private long heldSince;
    private long slice;
    private int maximum = 1;
    /** How many waits end by themselves. */
    private int timedWaits;
    /** What the guest is to be asked for. */
    private int pending;

    private boolean running;
    private volatile boolean stopped;
    /** Whether a thread was ended in the middle of what it did. */
    private boolean broken;

    private @Nullable Throwable failure;
    private long endedCpu;

    /** @param pool runs all threads but the main one */
    public GuestThreads(ThreadPool pool) {
        this.pool = pool;
    }

    /**
     * Sets the instance, which imports the functions of {@link ThreadFunctions}. Must be called once, before it runs.
     */
    public void attach(GuestInstance guest) {
        instance = guest;
        guest.onAttention(this::attend);
    }

    /**
     * Begins a run on the current thread, which is the guest's main thread meanwhile.
     *
     * @param maximumThreads how many may be alive, the main one included; at least 1
     * @param mailboxAddress where the guest has its mailbox
     */
    public void beginRun(int maximumThreads, int mailboxAddress) {
        lock.lock();
        try {
            maximum = maximumThreads;
            mailbox = new Mailbox(instance().memory(), mailboxAddress);
            main.thread = Thread.currentThread();
            pending = 0;
            running = true;
            // Whoever stopped the run before, when it was over already, stopped nothing. The watchdog repeats itself.
            stopped = broken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins a call on the current thread after the run has been stopped: as its only thread, which nothing asks for
     * anything. Ends the others before.
     */
    public void beginSalvage() {
        close();
        lock.lock();
        try {
            main.thread = Thread.currentThread();
            main.wake = Wake.WOKEN;
            main.yields = false;
            holder = main;
            waiting.clear();
            ready.clear();
            pending = 0;
            stopped = false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the run. Threads that are alive stop where they are, until the next run. */
    public void endRun() {
        lock.lock();
        try {
            running = false;
            alarm.clear();
            main.thread = null;
        } finally {
            lock.unlock();
        }
    }

    /** How many threads are alive besides the main one. */
    public int others() {
        lock.lock();
        try {
            return others.size();
        } finally {
            lock.unlock();
        }
    }

    /** What ended a thread other than the main one, and with it the run; null if nothing did. */
    public @Nullable Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Raises SIGINT in the guest, if a program runs. */
    public void interrupt() {
        lock.lock();
        try {
            if (running) {
                request(Mailbox.INTERRUPT);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Starts a thread.
     *
     * @param thread the argument of {@code guest_thread}
     * @param stack its stack in the guest's memory: any addresses
     * @return false if there are too many
     */
    boolean start(int thread, GuestStack stack) {
        StackHeadroom.CALL.require();
        lock.lock();
        try {
            check();
            if (others.size() + 1 >= maximum) {
                return false;
            }
            var self = new GuestThread(lock.newCondition());
            others.add(self);
            ready.add(self);
            long stackBytes = Integer.toUnsignedLong(stack.pointer() - stack.end());
            boolean started = false;
            try {
                started = pool.start(() -> run(self, thread, stack), stackBytes);
            } finally {
                if (!started) {
                    others.remove(self);
                    ready.remove(self);
                }
            }
            return started;
        } finally {
            lock.unlock();
        }
    }

    private void run(GuestThread self, int thread, GuestStack stack) {
        Throwable thrown = null;
        try {
            lock.lock();
            try {
                // An interruption that the pool's thread has left over.
                Thread.interrupted();
                self.thread = Thread.currentThread();
                self.startCpu = times.getCurrentThreadCpuTime();
                awaitTurn(self, 0);
            } finally {
                lock.unlock();
            }
            instance().callOn(new GuestStack(stack.pointer(), stack.end() + RED_ZONE), "guest_thread", thread);
        } catch (Throwable any) {
            thrown = any;
        }
        lock.lock();
        try {
            others.remove(self);
            ready.remove(self);
            endedCpu += currentCpuNanos(self);
            broken |= thrown != null;
            if (thrown == null) {
                pass();
            } else if (!stopped) {
                failure = thrown;
                stop();
            }
            if (others.isEmpty()) {
                ended.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until another thread wakes whoever waits for this address.
     *
     * @param address any number, unsigned
     * @param nanos negative for no limit
     */
    Wake await(int address, long nanos) {
        return awaitKey(Integer.toUnsignedLong(address), nanos);
    }

    /** {@inheritDoc} */
    @Override
    public boolean await(long nanos) {
        return awaitKey(DESCRIPTORS, nanos == FOR_EVER ? -1 : nanos) != Wake.INTERRUPTED;
    }

    @Override
    public void descriptorsChanged() {
        wakeKey(DESCRIPTORS, Integer.MAX_VALUE);
    }

    private Wake awaitKey(long key, long nanos) {
        StackHeadroom.CALL.require();
        lock.lock();
        try {
            check();
            GuestThread self = Objects.requireNonNull(holder);
            if (nanos == 0 && others.isEmpty() && pending == 0) {
                return Wake.TIMED_OUT;
            }
            GuestStack stack = instance().stack();
            if (self == main && pending != 0) {
                self.wake = Wake.INTERRUPTED;
            } else if (nanos == 0 || (self.yields && nanos < 0)) {
                self.yields = false;
                self.wake = nanos == 0 ? Wake.TIMED_OUT : Wake.WOKEN;
                ready.add(self);
                pass();
                awaitTurn(self, 0);
            } else {
                beginWait(self, key, nanos > 0);
                pass();
                awaitTurn(self, nanos);
            }
            instance().setStack(stack);
            if (self == main && pending != 0) {
                mailbox().post(pending);
                pending = 0;
            }
            return Objects.requireNonNull(self.wake);
        } finally {
            lock.unlock();
        }
    }

    private void beginWait(GuestThread self, long key, boolean timed) {
        self.key = key;
        self.wake = null;
        self.timed = timed;
        timedWaits += timed ? 1 : 0;
        if (key != NOTHING) {
            waiting.computeIfAbsent(key, absent -> new ArrayDeque<>(2)).add(self);
        }
    }

    private void endWait(GuestThread thread, Wake wake) {
        ArrayDeque<GuestThread> queue = waiting.get(thread.key);
        if (queue != null && queue.remove(thread) && queue.isEmpty()) {
            waiting.remove(thread.key);
        }
        timedWaits -= thread.timed ? 1 : 0;
        thread.timed = false;
        thread.wake = wake;
        ready.add(thread);
    }

    /** Waits until {@code self} has the baton. A thread that is woken is not signalled before. */
    private void awaitTurn(GuestThread self, long nanos) {
        long left = nanos;
        try {
            if (holder == null) {
                pass();
            }
            while (holder != self) {
                check();
                if (!self.waits() || !self.timed) {
                    self.turn.await();
                } else if (left > 0) {
                    left = self.turn.awaitNanos(left);
                } else {
                    endWait(self, Wake.TIMED_OUT);
                    if (holder == null) {
                        pass();
                    }
                }
            }
            check();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GuestInterruptedException(interrupted);
        }
    }

    /** Wakes threads that wait for an address: at most {@code count}, an unsigned number. */
    void wake(int address, int count) {
        StackHeadroom.CALL.require();
        wakeKey(Integer.toUnsignedLong(address), Integer.toUnsignedLong(count));
    }

    private void wakeKey(long key, long count) {
        lock.lock();
        try {
            ArrayDeque<GuestThread> queue = waiting.get(key);
            for (long left = Math.min(count, queue == null ? 0 : queue.size()); left > 0; left--) {
                endWait(Objects.requireNonNull(queue).getFirst(), Wake.WOKEN);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sets the alarm.
     *
     * @param nanos from now; 0 for none, negative to leave it
     * @param interval between the alarms after that, in nanoseconds; 0 for none
     * @return what was left of the alarm before, in nanoseconds; 0 if there was none
     */
    long setAlarm(long nanos, long interval) {
        lock.lock();
        try {
            long left = alarm.left();
            if (nanos >= 0) {
                alarm.set(nanos, interval);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the baton to whoever is ready, if anybody is. */
    private void pass() {
        holder = ready.poll();
        if (holder == null && isDeadlock()) {
            pending |= Mailbox.DEADLOCK;
            endWait(main, Wake.INTERRUPTED);
            holder = ready.poll();
        }
        if (holder != null) {
            heldSince = System.nanoTime();
            slice = Math.max(0, mailbox().switchIntervalNanos() - HALF_TICK_NANOS);
            holder.turn.signal();
        }
    }

    /** Whether every thread waits and nothing will end a wait. */
    private boolean isDeadlock() {
        return main.waits() && timedWaits == 0 && !alarm.isSet() && !stopped;
    }

    private void request(int requests) {
        pending |= requests;
        if (main.waits()) {
            endWait(main, Wake.INTERRUPTED);
            if (holder == null) {
                pass();
            }
        }
        instance().requestAttention();
    }

    /** Called within the guest, by the running thread. */
    private void attend() {
        StackHeadroom.STEP.require();
        lock.lock();
        try {
            if (stopped || Thread.currentThread().isInterrupted()) {
                instance().requestAttention();
                throw new GuestInterruptedException();
            }
            boolean due = isSwitchDue();
            if (mailbox == null || (!due && pending == 0)) {
                return;
            }
            if (mailbox.computing()) {
                if (due) {
                    mailbox.setComputing(false);
                    var unused = awaitKey(NOTHING, 0);
                    mailbox.setComputing(true);
                }
                return;
            }
            boolean released = mailbox.releaseLock();
            mailbox.post(pending | (due && !released ? Mailbox.YIELD : 0));
            pending = 0;
            if (released) {
                Objects.requireNonNull(holder).yields = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isSwitchDue() {
        return !ready.isEmpty() && holder != null && System.nanoTime() - heldSince >= slice;
    }

    private void check() {
        if (stopped) {
            throw new GuestInterruptedException();
        }
    }

    @Override
    public void tick() {
        lock.lock();
        try {
            if (!running) {
                return;
            }
            if (alarm.rings()) {
                request(Mailbox.ALARM);
            } else if (pending != 0 || isSwitchDue()) {
                instance().requestAttention();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            if (instance != null) {
                instance.requestAttention();
            }
            interrupt(main);
            others.forEach(GuestThreads::interrupt);
        } finally {
            lock.unlock();
        }
    }

    private static void interrupt(GuestThread thread) {
        if (thread.thread != null) {
            thread.thread.interrupt();
        }
        thread.turn.signal();
    }

    @Override
    public long cpuNanos() {
        lock.lock();
        try {
            long sum = endedCpu;
            for (GuestThread each : others) {
                if (each.thread != null) {
                    sum += Math.max(0, times.getThreadCpuTime(each.thread.threadId()) - each.startCpu);
                }
            }
            return sum;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long threadCpuNanos() {
        lock.lock();
        try {
            return currentCpuNanos(Objects.requireNonNull(holder));
        } finally {
            lock.unlock();
        }
    }

    /** What {@code self}, which is the current thread, has used since it started. */
    private long currentCpuNanos(GuestThread self) {
        return Math.max(0, times.getCurrentThreadCpuTime() - self.startCpu);
    }

    /** Stops all threads but the main one, which does not run, and waits until they have ended. Idempotent. */
    public void close() {
        boolean interrupted = false;
        lock.lock();
        try {
            while (!others.isEmpty()) {
                interrupted |= Thread.interrupted();
                stop();
                try {
                    boolean unused = ended.await(CLOSE_POLL_MILLIS, TimeUnit.MILLISECONDS);
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private GuestInstance instance() {
        return Objects.requireNonNull(instance, "not attached");
    }

    private Mailbox mailbox() {
        return Objects.requireNonNull(mailbox, "no run");
    }
}
