// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service.delivery;

import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.Rejection;
import dev.agentcore.execution.RunEnd;
import dev.agentcore.execution.RunEvent;
import dev.agentcore.execution.RunEvents;
import dev.agentcore.execution.StackHeadroom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one run: its events are appended, and each reader is sent them from the beginning, at its own pace.
 * Thread-safe.
 *
 * <p>There is no thread per reader. A reader is served, while its stream is ready, on the thread that appends, on the one that
 * reports readiness, and on the clock's; always under the journal's lock.
 *
 * <p>The program blocks while it is a window ahead of the furthest reader, and for no other reader: a call whose caller has
 * gone unnoticed must not hold up the one that replaces it. If a retained run would hold more memory than it may, the part
 * that the furthest reader has read is dropped. From then on no call can join, and a reader that still needs the dropped part
 * is ended by {@link Rejection.OutputNotRetained}. A live run starts in that state: nobody can join, and nothing is retained.
 *
 * <p>A run without readers is cancelled after the reconnect timeout; at once if nobody can join.
 *
 * <p>Lock order: a journal's lock, then the registry's. The registry never takes a journal's lock while it holds its own, and
 * no thread holds the locks of two journals.
 */
public final class RunJournal implements RunEvents {
    /** How many calls may read a run at a time. */
    static final int MAX_READERS = 4;

    /** How far a live program may be ahead of its reader, in bytes. The protocol's own buffer comes before it. */
    static final int LIVE_WINDOW = Entry.CHUNK;

    /** How far a program with a request id may be ahead of its furthest reader, in bytes. */
    static final int RETAINED_WINDOW = 4 * Entry.CHUNK;

    /** What a run in progress may hold without a grant, in bytes: the window, what exceeds it, and a slower reader's part. */
    static final int FREE = 1 << 20;

    /** How much is granted at a time beyond that, in bytes. */
    static final int GRANT = 256 << 10;

    /** What a retained run holds besides its events, in bytes. */
    static final int RUN_BYTES = 1 << 10;

    /** The most that one append adds, in bytes. */
    private static final int STEP_BYTES = 2 * Entry.CHUNK;

    private final ExecutionId id;
    private final DeliveryClock clock;
    private final Retention retention;
    private final CancellationSource cancellation = new CancellationSource();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final Entries entries = new Entries();
    private final List<Reader> readers = new ArrayList<>(1);
    private final FlowWindow window;
    private long granted;
    private RunEvent.@Nullable Started start;
    private @Nullable RunEnd end;
    private boolean announced;
    private boolean closedToNewReaders;
    private boolean stopped;
    private @Nullable Future<?> reconnectTimer;

    private RunJournal(
            ExecutionId id, DeliveryClock clock, Retention retention, int windowBytes, boolean closedToNewReaders) {
        this.id = id;
        this.clock = clock;
        this.retention = retention;
        this.closedToNewReaders = closedToNewReaders;
        window = new FlowWindow(windowBytes, lock, clock);
    }

    /** A journal with one reader, which must be attached at once; nothing is retained. */
    static RunJournal live(ExecutionId id, DeliveryClock clock) {
        return new RunJournal(id, clock, new Retention.None(), LIVE_WINDOW, true);
    }

    /** A journal that calls can join. */
    static RunJournal retained(ExecutionId id, DeliveryClock clock, Retention retention) {
        return new RunJournal(id, clock, retention, RETAINED_WINDOW, false);
    }

    /** The id under which the run must be submitted. */
    public ExecutionId id() {
        return id;
    }

    /** Requested when the run is no longer wanted. */
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public boolean next(RunEvent event) throws InterruptedException {
        return switch (event) {
            case RunEvent.Started started -> {
                start(started);
                yield true;
            }
            case RunEvent.Output output -> {
                append(output.stream(), output.data(), output.offset());
                yield true;
            }
            case RunEvent.File file -> append(file.piece());
        };
    }

    @Override
    public void end(RunEnd runEnd) {
        boolean retain = switch (runEnd) {
            case RunEnd.Finished finished -> true;
            // The program may have run in part, and must not run again.
            case RunEnd.Failed failed -> hasStarted();
            case RunEnd.Rejected rejected -> false;
            case RunEnd.Abandoned abandoned -> false;
        };
        // The registry first: a caller that learns of the end finds the run as it is retained, within its bounds.
        if (!retain) {
            retention.forget();
        }
        long held;
        lock.lock();
        try {
            end = runEnd;
            window.close();
            cancelReconnectTimer();
            entries.seal();
            held = closedToNewReaders ? 0 : RUN_BYTES + ResultSize.of(runEnd) + entries.held();
        } finally {
            lock.unlock();
        }
        if (retain) {
            retention.ended(held);
        }
        lock.lock();
        try {
            announced = true;
            dropIfUnreadable();
            pumpAll();
        } finally {
            lock.unlock();
        }
    }

    /** Attaches the reader of the call that the run is submitted for. */
    Subscription attachFirst(RunStream stream) {
        lock.lock();
        try {
            return attach(stream, true);
        } finally {
            lock.unlock();
        }
    }

    /** Attaches another call's reader, if it may join. */
    IdempotencyClaim join(RunStream stream) {
        lock.lock();
        try {
            if (closedToNewReaders) {
                return new IdempotencyClaim.Rejected(new Rejection.OutputNotRetained(id));
            }
            if (readers.size() >= MAX_READERS) {
                return new IdempotencyClaim.Rejected(
                        new Rejection.TooManyReaders(id, MAX_READERS, RetainedRuns.RETRY_AFTER));
            }
            return new IdempotencyClaim.Joined(id, attach(stream, false));
        } finally {
            lock.unlock();
        }
    }

    private Reader attach(RunStream stream, boolean first) {
        cancelReconnectTimer();
        var reader = new Reader(this, stream, first, clock, entries);
        readers.add(reader);
        return reader;
    }

    // For readers. All but detach and lock are called under the lock.

    ReentrantLock lock() {
        return lock;
    }

    RunEvent.@Nullable Started start() {
        return start;
    }

    /** How the run ended for a reader; null if it has not ended, or if the registry does not know it yet. */
    @Nullable
    RunEnd endFor(Reader reader) {
        if (!announced) {
            return null;
        }
        if (end instanceof RunEnd.Abandoned && !reader.isFirst()) {
            // By the first call's deadline, or because nobody was there for a while: the others may try again.
            return new RunEnd.Rejected(new Rejection.SharedRunAbandoned());
        }
        return end;
    }

    /** A reader was sent what comes before {@code position}. */
    void advanced(long position) {
        window.advance(position);
        if (closedToNewReaders) {
            long unread = position;
            for (Reader reader : readers) {
                unread = Math.min(unread, reader.position());
            }
            entries.drop(0, unread);
        }
    }

    /** A reader was sent the end. */
    void completed(Reader reader) {
        readers.remove(reader);
        dropIfUnreadable();
    }

    /** A reader's caller has gone. */
    void detach(Reader reader) {
        boolean unwanted = false;
        lock.lock();
        try {
            reader.close();
            if (!readers.remove(reader)) {
                return;
            }
            if (readers.isEmpty()) {
                unwanted = end == null && (closedToNewReaders || !startReconnectTimer());
                dropIfUnreadable();
            }
        } finally {
            lock.unlock();
        }
        if (unwanted) {
            stop();
        }
    }

    private void start(RunEvent.Started started) {
        // Without the program: the journal may outlive the run.
        var kept = new RunEvent.Started(started.request().withoutProgram(), started.interpreter());
        lock.lock();
        try {
            start = kept;
            window.start(started.request().limits().wallTime());
            pumpAll();
        } finally {
            lock.unlock();
        }
    }

    private void append(OutputStreamName stream, byte[] data, long offset) throws InterruptedException {
        StackHeadroom.STEP.require();
        for (int from = 0; from < data.length; from += Entry.CHUNK) {
            int to = Math.min(data.length, from + Entry.CHUNK);
            boolean whole = to - from == data.length;
            appendChunk(stream, whole ? data : Arrays.copyOfRange(data, from, to), offset + from);
        }
    }

    private void appendChunk(OutputStreamName stream, byte[] data, long offset) throws InterruptedException {
        boolean full;
        lock.lock();
        try {
            if (window.isFull(entries.end())) {
                StackHeadroom.CALL.require();
                // A reader that waits for more output has enough.
                entries.seal();
                pumpAll();
                window.awaitRoomForOutput(entries.end());
            }
            if (stopped && isUnreadable()) {
                throw new InterruptedException("The run has no reader any more");
            }
            entries.output(stream, data, offset);
            if (isAnyReaderDue()) {
                StackHeadroom.CALL.require();
                pumpAll();
            }
            full = isFull();
        } finally {
            lock.unlock();
        }
        if (full) {
            makeRoom();
        }
    }

    private boolean append(OutputFile piece) throws InterruptedException {
        boolean full;
        lock.lock();
        try {
            entries.seal();
            pumpAll();
            window.startFiles();
            // A problem is small, there are few of them, and without it the caller would miss a file unknowingly.
            boolean taken = piece.problem() != null || window.awaitRoomForFile(entries.end());
            if (stopped) {
                // The result follows, but without this piece it would not be complete.
                closedToNewReaders = true;
                dropIfUnreadable();
                throw new InterruptedException("The run has no reader any more");
            }
            if (!taken) {
                return false;
            }
            entries.file(piece);
            pumpAll();
            full = isFull();
        } finally {
            lock.unlock();
        }
        if (full) {
            makeRoom();
        }
        return true;
    }

    private boolean isAnyReaderDue() {
        for (int at = 0; at < readers.size(); at++) {
            if (readers.get(at).isDue()) {
                return true;
            }
        }
        return false;
    }

    private void pumpAll() {
        // A copy: a reader that is sent the end leaves the list.
        List.copyOf(readers).forEach(Reader::pump);
    }

    /** Whether the next append may exceed what this run may hold. */
    private boolean isFull() {
        return entries.held() + STEP_BYTES > FREE + granted;
    }

    /** Gets a grant, or drops what was read. On the thread that appends, without the lock: other runs may have to shed. */
    private void makeRoom() {
        StackHeadroom.CALL.require();
        if (isClosedToNewReaders() || !retention.grant(GRANT)) {
            shed();
            return;
        }
        lock.lock();
        try {
            if (!closedToNewReaders) {
                granted += GRANT;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Drops the beginning and lets no call join from now on. Ends the readers that still need what is dropped. Keeps what a run
     * may hold without a grant, for readers that have read nearly all of it; and nothing if there is no reader.
     */
    void shed() {
        boolean unwanted;
        lock.lock();
        try {
            closedToNewReaders = true;
            granted = 0;
            entries.drop(FREE - STEP_BYTES, window.furthest());
            List<Reader> lost = readers.stream()
                    .filter(reader -> reader.position() < entries.begin())
                    .toList();
            readers.removeAll(lost);
            lost.forEach(reader -> reader.end(new RunEnd.Rejected(new Rejection.OutputNotRetained(id))));
            dropIfUnreadable();
            unwanted = readers.isEmpty() && end == null;
        } finally {
            lock.unlock();
        }
        if (unwanted) {
            stop();
        }
    }

    private boolean isClosedToNewReaders() {
        lock.lock();
        try {
            return closedToNewReaders;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasStarted() {
        lock.lock();
        try {
            return start != null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody reads what is appended, now or later. */
    private boolean isUnreadable() {
        return closedToNewReaders && readers.isEmpty();
    }

    private void dropIfUnreadable() {
        if (isUnreadable()) {
            entries.drop(0, Long.MAX_VALUE);
        }
    }

    private boolean startReconnectTimer() {
        reconnectTimer = retention.afterReconnectTimeout(this::stopIfUnread);
        return reconnectTimer != null;
    }

    private void cancelReconnectTimer() {
        if (reconnectTimer != null) {
            reconnectTimer.cancel(false);
            reconnectTimer = null;
        }
    }

    private void stopIfUnread() {
        lock.lock();
        try {
            if (!readers.isEmpty() || end != null) {
                return;
            }
        } finally {
            lock.unlock();
        }
        stop();
    }

    /** The cancellation first: a program that is woken here must find out why. Without the lock: its actions are others'. */
    private void stop() {
        cancellation.request();
        lock.lock();
        try {
            stopped = true;
            window.close();
        } finally {
            lock.unlock();
        }
    }
}
