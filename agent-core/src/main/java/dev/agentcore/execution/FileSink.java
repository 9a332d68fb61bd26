// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/** Receives the files that a run returns. Called by the guest's thread only, after the program has ended. */
@FunctionalInterface
public interface FileSink {
    /**
     * Takes a piece of a file, or the reason why the file is not returned. Blocks while the reader is slow, for a bounded
     * time.
     *
     * @return whether the piece was taken; if not, the reader is too slow, and only problems are taken from now on
     * @throws InterruptedException if the run has no reader any more
     */
    boolean file(OutputFile piece) throws InterruptedException;
}
