// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import dev.agentcore.execution.Bounds;

/**
 * The memory that a server may use. All in bytes.
 *
 * @param heapBytes the largest size that the heap can have; positive
 * @param machineBytes what this machine has, or this container may have; positive
 * @param guestBytes what the operator allows running programs to take together outside the heap; 0 for what the machine
 *     leaves
 */
public record AvailableMemory(long heapBytes, long machineBytes, long guestBytes) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public AvailableMemory {
        Bounds.check("heapBytes", heapBytes, 1, Long.MAX_VALUE);
        Bounds.check("machineBytes", machineBytes, 1, Long.MAX_VALUE);
        Bounds.check("guestBytes", guestBytes, 0, Long.MAX_VALUE);
    }
}
