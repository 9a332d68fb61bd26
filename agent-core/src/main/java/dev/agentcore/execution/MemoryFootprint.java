// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * The heap that a runtime keeps for its whole life, whether programs run or not. All in bytes, 0 or more.
 *
 * @param imageBytes the guest images that sandboxes are made from
 * @param preparedBytes the sandboxes that are prepared ahead of the runs that need them
 * @param mountBytes the operator's files
 */
public record MemoryFootprint(long imageBytes, long preparedBytes, long mountBytes) {
    /** A runtime that keeps nothing. */
    public static final MemoryFootprint NONE = new MemoryFootprint(0, 0, 0);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public MemoryFootprint {
        Bounds.check("imageBytes", imageBytes, 0, Long.MAX_VALUE);
        Bounds.check("preparedBytes", preparedBytes, 0, Long.MAX_VALUE);
        Bounds.check("mountBytes", mountBytes, 0, Long.MAX_VALUE);
    }

    /** The sum, in bytes. */
    public long totalBytes() {
        return imageBytes + preparedBytes + mountBytes;
    }
}
