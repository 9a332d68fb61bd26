// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * The most memory that a sandbox can take at a time, by where it is. All in bytes, 0 or more.
 *
 * @param heapBytes on the heap of this JVM
 * @param outsideBytes outside of it: in native memory of this process, or in other processes
 */
public record MemoryClaim(long heapBytes, long outsideBytes) {
    /** Nothing. */
    public static final MemoryClaim NONE = new MemoryClaim(0, 0);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public MemoryClaim {
        Bounds.check("heapBytes", heapBytes, 0, Long.MAX_VALUE);
        Bounds.check("outsideBytes", outsideBytes, 0, Long.MAX_VALUE);
    }

    /** A claim on the heap alone. */
    public static MemoryClaim onHeap(long bytes) {
        return new MemoryClaim(bytes, 0);
    }
}
