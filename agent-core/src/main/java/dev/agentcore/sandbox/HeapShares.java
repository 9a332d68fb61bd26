// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.Limits;
import dev.agentcore.guest.LinearMemory;

/**
 * How the JVM's heap is divided: what sandboxes may take together, and what is kept for everything else.
 *
 * @param capacity what all open sandboxes may claim together, in bytes; 0 or more
 * @param requestCapacity what all requests that wait or run may hold together, in bytes
 */
record HeapShares(long capacity, long requestCapacity) {
    private static final long MIB = 1 << 20;

    /** The server itself: its classes' constants, its connections' messages, the standard library. */
    private static final long OWN = 128 * MIB;

    /** Of the heap, what the collector needs to move large arrays about. */
    private static final int SLACK = 8;

    /** Of the heap, what requests may hold; but room for one of the largest at least. */
    private static final int REQUESTS = 8;

    private static final long LARGEST_REQUEST = 96 * MIB;

    /**
     * Divides it.
     *
     * @param heap the most that the JVM's heap can be, in bytes
     * @param image the size of the snapshot's memory, in bytes
     * @param prepared how many copies of it are held ready, besides the snapshot itself
     * @param mounted what the operator's files take, in bytes
     */
    static HeapShares of(long heap, long image, int prepared, long mounted) {
        long requests = Math.max(LARGEST_REQUEST, heap / REQUESTS);
        long left = heap - heap / SLACK - OWN - requests - image * (prepared + 1L) - mounted;
        return new HeapShares(Math.max(0, left), requests);
    }

    /** What a sandbox with these limits can take at a time, in bytes: memory while it grows, and scratch. */
    static long claim(Limits limits) {
        return LinearMemory.mostBytes(limits.memoryBytes()) + limits.scratchBytes();
    }
}
