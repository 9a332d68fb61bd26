// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * The memory that a runtime keeps for its whole life, whether programs run or not. All in bytes, 0 or more.
 *
 * @param imageBytes the guest images that sandboxes are made from, on the heap
 * @param preparedBytes the sandboxes that are prepared ahead of the runs that need them, on the heap
 * @param mountBytes the operator's files, on the heap
 * @param outsideBytes everything outside the heap: snapshots, code, prepared sandboxes, stacks that guests use, processes
 */
public record MemoryFootprint(long imageBytes, long preparedBytes, long mountBytes, long outsideBytes) {
    /** A runtime that keeps nothing. */
    public static final MemoryFootprint NONE = new MemoryFootprint(0, 0, 0, 0);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public MemoryFootprint {
        Bounds.check("imageBytes", imageBytes, 0, Long.MAX_VALUE);
        Bounds.check("preparedBytes", preparedBytes, 0, Long.MAX_VALUE);
        Bounds.check("mountBytes", mountBytes, 0, Long.MAX_VALUE);
        Bounds.check("outsideBytes", outsideBytes, 0, Long.MAX_VALUE);
    }

    /** The part on the heap, in bytes. */
    public long heapBytes() {
        return imageBytes + preparedBytes + mountBytes;
    }

    /** A copy that keeps more outside the heap. */
    public MemoryFootprint plusOutside(long bytes) {
        return new MemoryFootprint(imageBytes, preparedBytes, mountBytes, outsideBytes + bytes);
    }
}
