// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.replay;

import java.time.Duration;

/**
 * Tells one call what a run does, from the run's beginning on, at that call's pace. Has a virtual thread of its own, because
 * whom it tells may keep it waiting. Safe for use by many threads.
 */
public final class Reader {
    /** How long output may wait for more, after other output has been told. */
    static final Duration GATHERING = Duration.ofMillis(10);

    private final RememberedRun run;
    private final ReplaySink sink;
    private final boolean first;

    // Guarded by the run's lock.
    private boolean toldOfStart;
    private long index;
    private int within;
    private long place;

    // Written by the reader's thread alone.
    private volatile long outputNanos = System.nanoTime() - GATHERING.toNanos();

    Reader(RememberedRun run, ReplaySink sink, boolean first) {
        this.run = run;
        this.sink = sink;
        this.first = first;
    }

    /** Begins. To be called once. */
    public void start() {
        Thread.ofVirtual().name("agent-core-replay").start(this::follow);
    }

    /** The caller has gone, or has been told all. */
    public void leave() {
        run.leave(this);
        sink.callCancelled();
    }

    ReplaySink sink() {
        return sink;
    }

    /** Whether its call is the one that the run was begun for. */
    boolean first() {
        return first;
    }

    /** Whether it is the first time that this is asked. */
    boolean tellOfStart() {
        boolean untold = !toldOfStart;
        toldOfStart = true;
        return untold;
    }

    /** The number of the piece that it reads. */
    long index() {
        return index;
    }

    /** How much of that piece's output it has read. */
    int within() {
        return within;
    }

    /** How far it has read, on the scale of {@link Recording#end}. */
    long place() {
        return place;
    }

    /** It has read all that there is of its piece, to which more may be added. */
    void readAll(Piece piece) {
        within = piece.size();
        place = piece.end();
    }

    /** It has read its piece, to which nothing will be added. */
    void turn() {
        index++;
        within = 0;
    }

    /** How long it would rather wait for more output than tell what there is. */
    long gatheringNanos() {
        return GATHERING.toNanos() - (System.nanoTime() - outputNanos);
    }

    /** Its call has been told of output. */
    void toldOfOutput() {
        outputNanos = System.nanoTime();
    }

    private void follow() {
        try {
            boolean more = true;
            while (more) {
                Step step = run.next(this);
                more = step != null && step.tell(sink);
            }
        } catch (InterruptedException unread) {
            // The call has gone, and then this goes nowhere; or it has not read for a day.
            sink.lost();
        } catch (RuntimeException | Error defect) {
            sink.failed(defect);
            throw defect;
        } finally {
            leave();
        }
    }

    /** Something that a call is to be told. */
    interface Step {
        /** Tells it. Returns whether there is more to come. */
        boolean tell(ReplaySink sink) throws InterruptedException;
    }
}
