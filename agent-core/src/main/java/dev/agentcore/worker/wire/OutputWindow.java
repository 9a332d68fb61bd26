// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

/**
 * How much output of a run may be under way between a worker and the server's reader: then the program waits, as it
 * waits for a slow reader. Used by the run's thread, which waits, and by the one that reads commands.
 */
public final class OutputWindow {
    /** What may be under way. */
    public static final int SIZE = 128 << 10;

    /** What a chunk costs besides its bytes, so that the number of chunks is bounded as well. */
    private static final int CHUNK = 64;

    private int free = SIZE;

    /** What a chunk of this many bytes costs, 64 KiB at most. */
    public static int cost(int bytes) {
        return bytes + CHUNK;
    }

    /**
     * Waits until there is room, and takes it.
     *
     * @throws InterruptedException if the thread is interrupted before or meanwhile; then nothing is taken
     */
    public synchronized void take(int cost) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        while (free < cost) {
            wait();
        }
        free -= cost;
    }

    /** Gives room back. */
    public synchronized void give(int cost) {
        free = Math.min(SIZE, free + Math.max(0, cost));
        notifyAll();
    }
}
