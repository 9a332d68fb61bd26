// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.grpc;

import com.google.protobuf.UnsafeByteOperations;
import dev.agentcore.execution.Bounds;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.Refusal;
import dev.agentcore.execution.StackHeadroom;
import dev.agentcore.replay.ReplaySink;
import dev.agentcore.v1.ExecutePythonResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Streams the events of one run to its caller, no faster than the caller reads.
 *
 * <p>gRPC never blocks a writer, it buffers; and says when its buffer is full enough ({@code isReady}, as of
 * {@link #ROOM_BYTES}). So the guest's thread waits here until there is room. At most one chunk goes over, and once the
 * run is being stopped a few more: what was printed before is wanted then, and whoever stopped it does not wait for a slow
 * reader.
 *
 * <p>A program that prints line by line prints faster than messages can be sent. So what follows another output within
 * {@link #GATHERING} waits for more, until that time is over, a chunk is full or the other stream is printed to. What a
 * program prints first, or after a pause, waits for nothing.
 *
 * <p>A call's observer is not safe for use by many threads, and three kinds use this one: the slot's, the clock's and
 * gRPC's. All of them hold the lock.
 */
final class StreamingEventSink implements ReplaySink {
    static final int MAX_CHUNK_BYTES = 64 << 10;

    /** How much may be with gRPC before its writer waits: with less, the two threads take turns at every chunk. */
    static final int ROOM_BYTES = 4 * MAX_CHUNK_BYTES;

    /** How long output may wait for more, after other output has been sent. */
    static final Duration GATHERING = Duration.ofMillis(10);

    /** What is as large as this is sent as it is: to gather it would only copy it. */
    private static final int LARGE = MAX_CHUNK_BYTES / 2;

    /** How many chunks may go to a reader that is not ready, once nobody waits for it any more. */
    private static final int MAX_CHUNKS_OVER = 4;

    /** How long output and files wait for a reader. */
    record Patience(Duration afterWallTime, Duration files) {
        /**
         * A run's. Its last output may wait a little longer than its wall time: the watchdog has long interrupted it then. Its
         * files may wait so long in all, since meanwhile the run keeps a slot from others.
         */
        static final Patience RUN = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(60));

        /** Where nothing but the call itself is kept waiting. */
        static final Patience REPLAY = new Patience(Bounds.LONGEST, Bounds.LONGEST);
    }

    private final ServerCallStreamObserver<ExecutePythonResponse> call;
    private final ExecutionId id;
    private final ScheduledExecutorService clock;
    private final long silenceNanos;
    private final Patience patience;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private final PendingOutput pending = new PendingOutput();
    private long patienceEndsNanos;
    private long filesEndNanos;
    private long lastSentNanos;
    private long lastOutputNanos;
    private int chunksOver;
    private boolean hurried;
    private boolean closed;
    private @Nullable Future<?> keepAlive;
    private @Nullable Future<?> gathering;

    /**
     * Hears of nothing yet.
     *
     * @param id the run's
     * @param clock runs what is due; shared
     * @param silence after how long without an event a keep-alive is sent
     * @param patience how long to wait for the reader
     */
    StreamingEventSink(
            ServerCallStreamObserver<ExecutePythonResponse> call,
            ExecutionId id,
            ScheduledExecutorService clock,
            Duration silence,
            Patience patience) {
        this.call = call;
        this.id = id;
        this.clock = clock;
        silenceNanos = silence.toNanos();
        this.patience = patience;
    }

    /** gRPC may have room again, or not: it also says so when it has none. */
    void callReady() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@inheritDoc} Whoever waits here may be the run's thread: so its cancellation is to be asked for first. */
    @Override
    public void callCancelled() {
        lock.lock();
        try {
            close();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void started(ExecutionRequest request, Interpreter interpreter) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            send(EventMapping.started(request, interpreter));
            Duration longest = request.limits().wallTime().plus(patience.afterWallTime());
            patienceEndsNanos = System.nanoTime() + longest.toNanos();
            lastOutputNanos = System.nanoTime() - GATHERING.toNanos();
            scheduleKeepAlive(silenceNanos);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void output(OutputStreamName stream, byte[] data, long offset) throws InterruptedException {
        StackHeadroom.STEP.require();
        lock.lock();
        try {
            for (int from = 0; from < data.length; from += MAX_CHUNK_BYTES) {
                int length = Math.min(data.length - from, MAX_CHUNK_BYTES);
                gather(stream, data, from, length, offset + from);
            }
        } finally {
            lock.unlock();
        }
    }

    private void gather(OutputStreamName stream, byte[] data, int from, int length, long offset)
            throws InterruptedException {
        if (!pending.accepts(stream, length)) {
            sendPendingWhenReady();
        }
        if (pending.isEmpty() && length >= LARGE) {
            StackHeadroom.CALL.require();
            boolean interrupted = awaitRoom();
            sendOutput(EventMapping.output(stream, UnsafeByteOperations.unsafeWrap(data, from, length), offset));
            throwIf(interrupted);
            return;
        }
        pending.add(stream, offset, data, from, length);
        long left = gatheringNanosLeft();
        if (left <= 0 || hurried || closed || !call.isReady()) {
            sendPendingWhenReady();
        } else if (gathering == null) {
            StackHeadroom.CALL.require();
            gathering = clock.schedule(this::sendGathered, left, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public boolean file(OutputFile piece) throws InterruptedException {
        lock.lock();
        try {
            sendPending();
            if (filesEndNanos == 0) {
                filesEndNanos = System.nanoTime() + patience.files().toNanos();
            }
            long left = filesEndNanos - System.nanoTime();
            while (piece.problem() == null && !call.isReady() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (closed) {
                throw new InterruptedException("The caller has gone");
            }
            // What says that something is missing is small, and there are few of it.
            boolean taken = piece.problem() != null || call.isReady();
            if (taken) {
                send(EventMapping.file(piece));
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finished(ExecutionResult result) {
        lock.lock();
        try {
            if (!closed) {
                sendPending();
                send(EventMapping.result(result));
                close();
                call.onCompleted();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refused(Refusal refusal) {
        fail(StatusMapping.refused(refusal));
    }

    @Override
    public void abandoned() {
        // If it was the caller who gave up, the call is closed already, and this goes nowhere.
        fail(StatusMapping.overdue());
    }

    @Override
    public void failed(Throwable defect) {
        fail(StatusMapping.defect(id));
    }

    @Override
    public void lost() {
        fail(StatusMapping.lost(id));
    }

    private void sendPendingWhenReady() throws InterruptedException {
        StackHeadroom.CALL.require();
        boolean interrupted = awaitRoom();
        sendPending();
        throwIf(interrupted);
    }

    /**
     * Waits until a chunk may be sent.
     *
     * @return whether the thread was interrupted while it waited; the chunk is wanted all the same
     * @throws InterruptedException if nobody wants the chunk, or there is no room even for what is wanted
     */
    private boolean awaitRoom() throws InterruptedException {
        boolean interrupted = !awaitReady();
        if (closed) {
            throw new InterruptedException("The caller has gone");
        }
        if (!call.isReady() && ++chunksOver > MAX_CHUNKS_OVER) {
            throw new InterruptedException("The run is over, and its reader is slow");
        }
        return interrupted;
    }

    private static void throwIf(boolean interrupted) throws InterruptedException {
        if (interrupted) {
            throw new InterruptedException("The run was stopped while it waited for its reader");
        }
    }

    /** Waits while there is no room, and somebody cares. Returns false if the thread was interrupted while waiting. */
    private boolean awaitReady() {
        try {
            while (!call.isReady() && !closed && !hurried) {
                hurried = changed.awaitNanos(patienceEndsNanos - System.nanoTime()) <= 0;
            }
            return true;
        } catch (InterruptedException stopped) {
            hurried = true;
            return false;
        }
    }

    private void fail(StatusRuntimeException status) {
        lock.lock();
        try {
            if (!closed) {
                sendPending();
                close();
                call.onError(status);
            }
        } finally {
            lock.unlock();
        }
    }

    /** On the clock's thread, which must not wait: where there is no room, the guest's thread waits for it. */
    private void sendGathered() {
        lock.lock();
        try {
            gathering = null;
            if (closed || pending.isEmpty()) {
                return;
            }
            long left = gatheringNanosLeft();
            if (left <= 0 && call.isReady()) {
                sendPending();
            } else {
                gathering = clock.schedule(
                        this::sendGathered, left <= 0 ? GATHERING.toNanos() : left, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private long gatheringNanosLeft() {
        return GATHERING.toNanos() - (System.nanoTime() - lastOutputNanos);
    }

    private void sendPending() {
        if (!pending.isEmpty()) {
            sendOutput(pending.take());
        }
    }

    private void sendOutput(ExecutePythonResponse chunk) {
        send(chunk);
        lastOutputNanos = lastSentNanos;
    }

    private void send(ExecutePythonResponse event) {
        call.onNext(event);
        lastSentNanos = System.nanoTime();
    }

    private void close() {
        closed = true;
        changed.signalAll();
        if (keepAlive != null) {
            keepAlive.cancel(false);
        }
        if (gathering != null) {
            gathering.cancel(false);
        }
    }

    private void scheduleKeepAlive(long nanos) {
        keepAlive = clock.schedule(this::keepAlive, nanos, TimeUnit.NANOSECONDS);
    }

    private void keepAlive() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            long left = silenceNanos - (System.nanoTime() - lastSentNanos);
            if (left > 0) {
                scheduleKeepAlive(left);
                return;
            }
            // To a reader that is behind, there is something to read as it is.
            if (call.isReady()) {
                send(EventMapping.keepAlive());
            }
            scheduleKeepAlive(silenceNanos);
        } finally {
            lock.unlock();
        }
    }
}
