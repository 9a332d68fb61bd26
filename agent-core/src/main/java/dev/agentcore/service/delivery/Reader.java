// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One call's reader of a journal: sends what the call has not been sent yet, while its stream is ready. Thread-safe; the
 * methods that are not public must be called under the journal's lock.
 *
 * <p>A program that prints line by line prints faster than messages can be sent. So output that follows other output within
 * {@link #COALESCING} waits until that time is over or nothing can be added to its entry. What a program prints first, or
 * after a pause, waits for nothing.
 */
final class Reader implements Subscription {
    /** How long output waits for more, after other output was sent. */
    static final Duration COALESCING = Duration.ofMillis(10);

    private final RunJournal journal;
    private final RunStream stream;
    private final boolean first;
    private final DeliveryClock clock;
    private final Entries entries;
    private final ReentrantLock lock;

    // Guarded by the journal's lock.
    private boolean sentStart;
    private long number;
    private int within;
    private long position;
    private long lastSentNanos;
    private long lastOutputNanos;
    private boolean pumping;
    private boolean closed;
    private @Nullable Future<?> keepAlive;
    private @Nullable Future<?> coalescing;

    /**
     * Reads from the beginning.
     *
     * @param first whether the run is submitted for its call
     */
    Reader(RunJournal journal, RunStream stream, boolean first, DeliveryClock clock, Entries entries) {
        this.journal = journal;
        this.stream = stream;
        this.first = first;
        this.clock = clock;
        this.entries = entries;
        lock = journal.lock();
    }

    private enum Step {
        NOTHING,
        START,
        SEND,
        COALESCE,
        END
    }

    @Override
    public void ready() {
        lock.lock();
        try {
            pump();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel() {
        journal.detach(this);
    }

    /** Whether its call is the one that the run was submitted for. */
    boolean isFirst() {
        return first;
    }

    /** How far it has read, as {@link Entries#end}. */
    long position() {
        return position;
    }

    /** Whether there is something to do for it. */
    boolean isDue() {
        return step() != Step.NOTHING;
    }

    /** Sends what there is, while the stream is ready. */
    void pump() {
        if (pumping) {
            // The stream called back: the loop that called it goes on.
            return;
        }
        pumping = true;
        try {
            for (Step step = step(); step != Step.NOTHING; step = step()) {
                take(step);
            }
        } catch (RuntimeException | Error broken) {
            fail(broken);
        } finally {
            pumping = false;
        }
    }

    /** Ends the stream. */
    void end(RunEnd end) {
        if (closed) {
            return;
        }
        close();
        try {
            stream.end(end);
        } catch (RuntimeException | Error broken) {
            report(broken);
        }
    }

    /** Nothing is sent from now on. */
    void close() {
        closed = true;
        if (keepAlive != null) {
            keepAlive.cancel(false);
            keepAlive = null;
        }
        if (coalescing != null) {
            coalescing.cancel(false);
            coalescing = null;
        }
    }

    private Step step() {
        if (closed) {
            return Step.NOTHING;
        }
        if (!sentStart && journal.start() != null) {
            return Step.START;
        }
        Entry entry = unread();
        if (entry == null) {
            return journal.endFor(this) == null ? Step.NOTHING : Step.END;
        }
        OutputFile file = entry.file();
        boolean urgent = file != null && file.problem() != null;
        if (!urgent && !stream.isReady()) {
            return Step.NOTHING;
        }
        if (entries.isOpen(entry) && coalescingNanosLeft() > 0) {
            return coalescing == null ? Step.COALESCE : Step.NOTHING;
        }
        return Step.SEND;
    }

    private void take(Step step) {
        switch (step) {
            case START -> sendStart(Objects.requireNonNull(journal.start()));
            case SEND -> send(Objects.requireNonNull(unread()));
            case COALESCE -> coalesce();
            case END -> {
                RunEnd end = Objects.requireNonNull(journal.endFor(this));
                journal.completed(this);
                end(end);
            }
            case NOTHING -> throw new AssertionError(step);
        }
    }

    /** The entry of which it has not read all; null if there is none. */
    private @Nullable Entry unread() {
        if (number < entries.dropped()) {
            turnTo(entries.dropped());
        }
        Entry entry = entries.get(number);
        if (entry != null && position == entry.end() && entries.get(number + 1) != null) {
            turnTo(number + 1);
            entry = entries.get(number);
        }
        return entry == null || position == entry.end() ? null : entry;
    }

    private void turnTo(long next) {
        number = next;
        within = 0;
    }

    private void sendStart(RunEvent.Started start) {
        sentStart = true;
        lastSentNanos = clock.nanos();
        lastOutputNanos = lastSentNanos - COALESCING.toNanos();
        scheduleKeepAlive(clock.keepAliveNanos());
        stream.send(start);
    }

    private void send(Entry entry) {
        int from = within;
        within = entry.size();
        position = entry.end();
        lastSentNanos = clock.nanos();
        OutputFile file = entry.file();
        if (file == null) {
            lastOutputNanos = lastSentNanos;
            stream.send(new RunEvent.Output(entry.stream(), entry.outputFrom(from), entry.offset() + from));
        } else {
            stream.send(new RunEvent.File(file));
        }
        journal.advanced(position);
    }

    private long coalescingNanosLeft() {
        return COALESCING.toNanos() - (clock.nanos() - lastOutputNanos);
    }

    private void coalesce() {
        coalescing = clock.after(coalescingNanosLeft(), this::coalesced);
        if (coalescing == null) {
            lastOutputNanos -= COALESCING.toNanos();
        }
    }

    /** On the clock's thread. The timer is not cancelled when output is sent earlier: most output follows other output. */
    private void coalesced() {
        lock.lock();
        try {
            coalescing = null;
            pump();
        } finally {
            lock.unlock();
        }
    }

    private void scheduleKeepAlive(long nanos) {
        if (!closed) {
            keepAlive = clock.after(nanos, this::keepAlive);
        }
    }

    /** On the clock's thread. */
    private void keepAlive() {
        lock.lock();
        try {
            pump();
            long left = clock.keepAliveNanos() - (clock.nanos() - lastSentNanos);
            // A reader that is behind has something to read as it is.
            if (left <= 0 && !closed && stream.isReady()) {
                lastSentNanos = clock.nanos();
                stream.sendKeepAlive();
            }
            scheduleKeepAlive(left > 0 ? left : clock.keepAliveNanos());
        } catch (RuntimeException | Error broken) {
            fail(broken);
        } finally {
            lock.unlock();
        }
    }

    /** A stream that throws, against its contract, costs neither the program's thread nor the clock's, nor other readers. */
    private void fail(Throwable broken) {
        report(broken);
        end(new RunEnd.Failed(journal.id(), broken, true));
        // Not on this thread, which holds the lock.
        var unused = clock.after(0, this::cancel);
    }

    private static void report(Throwable error) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
    }
}
