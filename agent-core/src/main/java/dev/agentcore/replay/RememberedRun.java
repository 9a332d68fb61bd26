// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.replay;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.EventSink;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonException;
import dev.agentcore.execution.Refusal;
import dev.agentcore.execution.ResultValue;
import dev.agentcore.execution.StackHeadroom;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A run that has a request's id: what it does is written down, and each call that wants to know reads it, from the beginning
 * on. Safe for use by many threads.
 *
 * <p>The program waits while it is {@link #WINDOW} ahead of whoever has read furthest, and for nobody else: a call whose
 * caller has gone unnoticed must not hold up the one that comes in its place. Where all of it would be more than may be
 * held, the beginning is dropped, as far as somebody has read on: from then on no call can come in any more, and one that is
 * too far behind is {@linkplain ReplaySink#lost lost}.
 *
 * <p>A run that nobody reads is stopped after a while; at once, if nobody can come in any more.
 */
public final class RememberedRun implements EventSink {
    /** How many calls may read a run at a time. */
    static final int MAX_READERS = 4;

    /** How far a program may be ahead of its readers. */
    static final int WINDOW = 256 << 10;

    /** What a run may hold while it goes on without asking for it: the window, what goes over it, and a reader behind. */
    static final int FREE = 1 << 20;

    /** How much it asks for at a time beyond that. */
    static final int GRANT = 256 << 10;

    /** What a run takes besides its events. */
    static final int RUN_BYTES = 1 << 10;

    /** The most that can be added at a time. */
    private static final int STEP_BYTES = 2 * Recording.CHUNK;

    /** So much is worth waking a reader that gathers. */
    private static final int LARGE = Recording.CHUNK / 2;

    /** How many chunks are taken beyond the window, once nobody waits for a reader any more. */
    private static final int MAX_CHUNKS_OVER = 4;

    /** How long after a run's wall time its last output may wait; the watchdog has long interrupted it then. */
    private static final Duration AFTER_WALL_TIME = Duration.ofSeconds(1);

    /** How long all files of a run may wait for a reader. */
    private static final Duration FILES_PATIENCE = Duration.ofSeconds(60);

    private final RequestKey key;
    private final Bytes body;
    private final RememberedRuns runs;
    private final ExecutionId id = ExecutionId.random();
    private final CancellationSource cancellation = new CancellationSource();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Condition room = lock.newCondition();

    // Guarded by the lock.
    private final Recording recording = new Recording();
    private final Set<Reader> readers = new LinkedHashSet<>();
    private int idleReaders;
    private long furthest;
    private long granted;
    private Reader.@Nullable Step start;
    private @Nullable Ending ending;
    private boolean gone;
    private boolean stopped;
    private boolean hurried;
    private int chunksOver;
    private long patienceEndsNanos;
    private long filesEndNanos;
    private @Nullable Future<?> grace;

    /** Has not begun. */
    RememberedRun(RequestKey key, Bytes body, RememberedRuns runs) {
        this.key = key;
        this.body = body;
        this.runs = runs;
    }

    private interface Ending {
        void tell(Reader reader);
    }

    /** What the run is to be called. */
    public ExecutionId id() {
        return id;
    }

    /** Asked for when nobody reads the run any more. */
    public Cancellation cancellation() {
        return cancellation;
    }

    RequestKey key() {
        return key;
    }

    /** What the request was, in short. */
    Bytes body() {
        return body;
    }

    /** Lets a call in, which is not told anything yet. */
    Claim attach(ReplaySink sink, boolean first) {
        lock.lock();
        try {
            if (gone) {
                return new Claim.Refused(Claim.Reason.GONE, id);
            }
            if (readers.size() >= MAX_READERS && !first) {
                return new Claim.Refused(Claim.Reason.TOO_MANY_READERS, id);
            }
            endGrace();
            var reader = new Reader(this, sink, first);
            readers.add(reader);
            return first ? new Claim.First(this, reader) : new Claim.Again(id, reader);
        } finally {
            lock.unlock();
        }
    }

    /** A call goes. More than once is as once. */
    void leave(Reader reader) {
        boolean unwanted = false;
        lock.lock();
        try {
            if (!readers.remove(reader)) {
                return;
            }
            more.signalAll();
            if (readers.isEmpty()) {
                unwanted = ending == null && (gone || !beginGrace());
                dropIfUnread();
            }
        } finally {
            lock.unlock();
        }
        if (unwanted) {
            stop();
        }
    }

    /**
     * What a reader is to be told next; waits for it.
     *
     * @return null if the reader has left, or what it was to be told has been dropped
     */
    Reader.@Nullable Step next(Reader reader) throws InterruptedException {
        lock.lock();
        try {
            while (readers.contains(reader)) {
                if (start != null && reader.tellOfStart()) {
                    return start;
                }
                Piece piece = unread(reader);
                Ending end = ending;
                if (piece != null) {
                    long nanos = end == null && recording.end() - reader.place() < LARGE ? reader.gatheringNanos() : 0;
                    if (nanos <= 0) {
                        return read(reader, piece);
                    }
                    more.awaitNanos(nanos);
                } else if (end != null) {
                    return sink -> {
                        end.tell(reader);
                        return false;
                    };
                } else {
                    idleReaders++;
                    try {
                        more.await();
                    } finally {
                        idleReaders--;
                    }
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Piece unread(Reader reader) {
        if (reader.index() < recording.dropped()) {
            reader.turn();
        }
        Piece piece = recording.piece(reader.index());
        if (piece != null && reader.place() == piece.end() && recording.piece(reader.index() + 1) != null) {
            reader.turn();
            piece = recording.piece(reader.index());
        }
        return piece == null || reader.place() == piece.end() ? null : piece;
    }

    private Reader.Step read(Reader reader, Piece piece) {
        int from = reader.within();
        reader.readAll(piece);
        if (reader.place() > furthest) {
            furthest = reader.place();
            room.signalAll();
        }
        OutputFile file = piece.file();
        if (file != null) {
            return sink -> {
                if (!sink.file(file)) {
                    throw new InterruptedException("The reader is too slow");
                }
                return true;
            };
        }
        byte[] data = piece.outputFrom(from);
        long offset = piece.offset() + from;
        OutputStreamName stream = piece.stream();
        return sink -> {
            sink.output(stream, data, offset);
            reader.toldOfOutput();
            return true;
        };
    }

    @Override
    public void started(ExecutionRequest request, Interpreter interpreter) {
        ExecutionRequest told = request.withoutProgram();
        lock.lock();
        try {
            start = sink -> {
                sink.started(told, interpreter);
                return true;
            };
            patienceEndsNanos = System.nanoTime()
                    + request.limits().wallTime().plus(AFTER_WALL_TIME).toNanos();
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void output(OutputStreamName stream, byte[] data, long offset) throws InterruptedException {
        StackHeadroom.STEP.require();
        for (int from = 0; from < data.length; from += Recording.CHUNK) {
            add(stream, data, from, Math.min(data.length - from, Recording.CHUNK), offset + from);
        }
    }

    private void add(OutputStreamName stream, byte[] data, int from, int length, long offset)
            throws InterruptedException {
        boolean interrupted = false;
        boolean full;
        lock.lock();
        try {
            if (isAhead() || isAwaited(length)) {
                StackHeadroom.CALL.require();
                interrupted = !awaitRoom();
                if (isAhead() && ++chunksOver > MAX_CHUNKS_OVER) {
                    throw new InterruptedException("The run is over, and its readers are slow");
                }
                more.signalAll();
            }
            recording.output(stream, data, from, length, offset);
            full = isFull();
        } finally {
            lock.unlock();
        }
        if (full) {
            makeRoom();
        }
        if (interrupted) {
            throw new InterruptedException("The run was stopped while it waited for its readers");
        }
    }

    /** Whether a reader is to be woken for so much more. Those that gather are for what makes it worth it, once. */
    private boolean isAwaited(int length) {
        long ahead = recording.end() - furthest;
        return idleReaders > 0 || (ahead < LARGE && ahead + length >= LARGE);
    }

    /** Waits while no reader is near, and there is time. Returns false if the thread was interrupted while waiting. */
    private boolean awaitRoom() {
        try {
            while (isAhead() && !hurried) {
                hurried = room.awaitNanos(patienceEndsNanos - System.nanoTime()) <= 0;
            }
            return true;
        } catch (InterruptedException over) {
            hurried = true;
            return false;
        }
    }

    private boolean isAhead() {
        return recording.end() - furthest > WINDOW;
    }

    @Override
    public boolean file(OutputFile piece) throws InterruptedException {
        boolean full;
        lock.lock();
        try {
            if (filesEndNanos == 0) {
                filesEndNanos = System.nanoTime() + FILES_PATIENCE.toNanos();
            }
            long left = filesEndNanos - System.nanoTime();
            while (piece.problem() == null && isAhead() && !stopped && left > 0) {
                left = room.awaitNanos(left);
            }
            if (stopped) {
                // The result follows, but without this piece it would not be the whole of what was asked for.
                gone = true;
                dropIfUnread();
                throw new InterruptedException("Nobody reads the run any more");
            }
            if (piece.problem() == null && isAhead()) {
                return false;
            }
            recording.file(piece);
            more.signalAll();
            full = isFull();
        } finally {
            lock.unlock();
        }
        if (full) {
            makeRoom();
        }
        return true;
    }

    /** Whether what comes next might not fit into what this may hold. */
    private boolean isFull() {
        return recording.held() + STEP_BYTES > FREE + granted;
    }

    /** Asks for more room, or has none. On the thread that adds, without the lock: others may have to give room up. */
    private void makeRoom() {
        StackHeadroom.CALL.require();
        if (isGone() || !runs.grant(this, GRANT)) {
            shed();
            return;
        }
        lock.lock();
        try {
            granted += GRANT;
        } finally {
            lock.unlock();
        }
    }

    private boolean isGone() {
        lock.lock();
        try {
            return gone;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Drops the beginning, and lets nobody in from now on. Who has not read that is lost. What remains is no more than a run may
     * hold anyway, for whoever has read nearly all of it; and nothing if nobody reads it.
     */
    void shed() {
        List<Reader> lost;
        boolean unwanted;
        lock.lock();
        try {
            gone = true;
            granted = 0;
            recording.drop(FREE - STEP_BYTES, furthest);
            lost = readers.stream()
                    .filter(reader -> reader.place() < recording.begin())
                    .toList();
            lost.forEach(readers::remove);
            dropIfUnread();
            more.signalAll();
            unwanted = readers.isEmpty() && ending == null;
        } finally {
            lock.unlock();
        }
        lost.forEach(reader -> reader.sink().lost());
        if (unwanted) {
            stop();
        }
    }

    @Override
    public void finished(ExecutionResult result) {
        end(reader -> reader.sink().finished(result), RUN_BYTES + bytes(result));
    }

    @Override
    public void failed(Throwable defect) {
        Ending failure = reader -> reader.sink().failed(defect);
        if (hasStarted()) {
            // The program may have run in part, and must not run again.
            end(failure, RUN_BYTES);
        } else {
            endUnremembered(failure);
        }
    }

    @Override
    public void refused(Refusal refusal) {
        endUnremembered(reader -> reader.sink().refused(refusal));
    }

    @Override
    public void abandoned() {
        // By the deadline of the first call, or because nobody was there for a while: others may try again.
        var others = new Refusal(Refusal.Reason.ABANDONED, Duration.ZERO);
        endUnremembered(reader -> {
            if (reader.first()) {
                reader.sink().abandoned();
            } else {
                reader.sink().refused(others);
            }
        });
    }

    private void end(Ending how, long bytes) {
        long held;
        lock.lock();
        try {
            endWith(how);
            held = gone ? 0 : recording.held() + bytes;
        } finally {
            lock.unlock();
        }
        runs.ended(this, held);
    }

    private void endUnremembered(Ending how) {
        // First, so that who hears of it and tries again does not find it.
        runs.forget(this);
        lock.lock();
        try {
            endWith(how);
        } finally {
            lock.unlock();
        }
    }

    private void endWith(Ending how) {
        ending = how;
        endGrace();
        dropIfUnread();
        more.signalAll();
    }

    private boolean hasStarted() {
        lock.lock();
        try {
            return start != null;
        } finally {
            lock.unlock();
        }
    }

    private void dropIfUnread() {
        if (gone && readers.isEmpty()) {
            recording.drop(0, Long.MAX_VALUE);
        }
    }

    private boolean beginGrace() {
        grace = runs.afterGrace(this::stopIfUnread);
        return grace != null;
    }

    private void endGrace() {
        if (grace != null) {
            grace.cancel(false);
            grace = null;
        }
    }

    private void stopIfUnread() {
        lock.lock();
        try {
            if (!readers.isEmpty() || ending != null) {
                return;
            }
        } finally {
            lock.unlock();
        }
        stop();
    }

    private void stop() {
        lock.lock();
        try {
            stopped = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        cancellation.request();
    }

    private static long bytes(ExecutionResult result) {
        PythonException exception = result.exception();
        ResultValue value = result.value();
        return (exception == null ? 0 : bytes(exception.type(), exception.message(), exception.traceback()))
                + (value == null ? 0 : bytes(value.repr(), value.json(), value.jsonError()));
    }

    private static long bytes(@Nullable String... texts) {
        long bytes = 0;
        for (String text : texts) {
            bytes += text == null ? 0 : 2L * text.length();
        }
        return bytes;
    }
}
