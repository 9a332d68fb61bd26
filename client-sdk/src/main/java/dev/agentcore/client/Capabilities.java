// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The capabilities of a server. They do not change during the server's lifetime. Immutable.
 *
 * @param serverVersion the server's version, such as {@code 0.1.0}
 * @param interpreter the interpreter of the default image
 * @param defaultLimits the limits of a program that sets none
 * @param maximumLimits the largest limits that a program can set
 * @param minimumMemoryBytes the smallest memory limit that a program can set
 * @param slotCount the number of programs that can run at the same time
 * @param queueCapacity the number of calls that can wait for a slot
 * @param resultFormats the formats in which the value of a last expression can be returned; unmodifiable
 * @param mountPaths the paths at which programs find read-only directories of the operator; unmodifiable
 * @param replayTime how long an execution is retained by its {@link PythonProgram#requestId()} after it has ended; if zero, a
 *     program with a request id is rejected
 * @param images the guest images that {@link PythonProgram.Builder#image} can name, sorted by name; empty if the server is too
 *     old to list them; unmodifiable
 */
public record Capabilities(
        String serverVersion,
        Interpreter interpreter,
        Limits defaultLimits,
        Limits maximumLimits,
        long minimumMemoryBytes,
        int slotCount,
        int queueCapacity,
        Set<ResultFormat> resultFormats,
        List<String> mountPaths,
        Duration replayTime,
        List<GuestImage> images) {
    /** Copies the collections. */
    public Capabilities {
        resultFormats = Set.copyOf(resultFormats);
        mountPaths = List.copyOf(mountPaths);
        images = List.copyOf(images);
    }
}
