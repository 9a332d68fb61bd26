// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.service;

import dev.agentcore.execution.Limits;

/**
 * Limits as a caller asked for them; not validated. A zero asks for the default.
 *
 * @param wallTime from the program's first instruction to its last
 * @param cpuTime processor time
 * @param memoryBytes linear memory
 * @param outputBytes output on both streams
 * @param scratchBytes the program's own files
 * @param threads threads alive at a time
 */
public record RequestedLimits(
        RequestedTime wallTime,
        RequestedTime cpuTime,
        long memoryBytes,
        long outputBytes,
        long scratchBytes,
        int threads) {
    /** Asks for all defaults. */
    public static final RequestedLimits DEFAULTS =
            new RequestedLimits(RequestedTime.UNSET, RequestedTime.UNSET, 0, 0, 0, 0);

    /** The limits in force. This must be valid. */
    Limits orElse(Limits defaults) {
        return new Limits(
                wallTime.orElse(defaults.wallTime()),
                cpuTime.orElse(defaults.cpuTime()),
                memoryBytes == 0 ? defaults.memoryBytes() : memoryBytes,
                outputBytes == 0 ? defaults.outputBytes() : outputBytes,
                scratchBytes == 0 ? defaults.scratchBytes() : scratchBytes,
                threads == 0 ? defaults.threads() : threads);
    }
}
