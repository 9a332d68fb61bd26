// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * Where a running program's output goes. Called by the guest's thread only, on a stack that may be nearly at its end: see
 * {@link StackHeadroom}.
 */
@FunctionalInterface
public interface OutputSink {
    /**
     * Takes a chunk of output. Blocks while the reader is slow, which is how a slow reader slows the program down.
     *
     * @param stream where it was printed
     * @param data at most 64 KiB, never empty, and the sink's to keep
     * @param offset how many bytes of this stream came before
     * @throws InterruptedException if the run was stopped meanwhile; the chunk may be lost
     */
    void output(OutputStreamName stream, byte[] data, long offset) throws InterruptedException;
}
