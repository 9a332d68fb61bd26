// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.threads;

import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** One of a guest's threads. Guarded by the lock of its {@link GuestThreads}. */
final class GuestThread {
    /** Signalled when the thread gets the baton, and when all must stop. */
    final Condition turn;

    /** The JVM's thread that runs it; null before it runs. */
    @Nullable
    Thread thread;

    /** The CPU time of {@link #thread} when it began to run this one. */
    long startCpu;

    /** How its last wait ended; null while it waits. */
    @Nullable
    Wake wake = Wake.WOKEN;

    /** What it waits for. */
    long key;

    /** Whether its wait ends by itself. */
    boolean timed;

    /** Whether it was asked to release the interpreter's lock: its next wait without a time only lets others run. */
    boolean yields;

    /** How a wait ended. */
    enum Wake {
        WOKEN,
        TIMED_OUT,
        INTERRUPTED
    }

    GuestThread(Condition turn) {
        this.turn = turn;
    }

    boolean waits() {
        return wake == null;
    }
}
