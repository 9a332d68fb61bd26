// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** Where the files go that a run gives back. Called by the guest's thread only, after the program's end. */
@FunctionalInterface
public interface FileSink {
    /**
     * Takes a piece of a file, or why there is none. Blocks while the reader is slow, for a time that is bounded.
     *
     * @return whether it was taken; if not, the reader is too slow, and only problems are taken from now on
     * @throws InterruptedException if nobody wants any of it any more
     */
    boolean file(OutputFile piece) throws InterruptedException;
}
