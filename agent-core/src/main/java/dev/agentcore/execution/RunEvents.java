// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * Receives the events of one run. Called by one thread at a time, though not always by the same one.
 *
 * <p>Only {@link #next} may block, and only it may throw. {@link #end} is the last call.
 */
public interface RunEvents {
    /**
     * Takes an event. Blocks while the reader is slow, which is how a slow reader slows the program down. An
     * {@link RunEvent.Output} arrives on a stack that may be nearly exhausted: see {@link StackHeadroom}.
     *
     * @return whether the event was taken; only a {@link RunEvent.File} may be declined, by a reader that is too slow: then
     *     only problems of files are taken from now on
     * @throws InterruptedException if the run was stopped meanwhile, and the event was not taken
     */
    boolean next(RunEvent event) throws InterruptedException;

    /** Takes the end of the run. Does not block. */
    void end(RunEnd end);
}
