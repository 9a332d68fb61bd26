// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * Receives a running program's output. Called by the guest's thread only, on a stack that may be nearly exhausted: see
 * {@link StackHeadroom}.
 */
@FunctionalInterface
public interface OutputSink {
    /**
     * Takes a chunk of output. Blocks while the reader is slow, which is how a slow reader slows the program down.
     *
     * @param stream the stream that it was printed to
     * @param data at most 64 KiB, never empty; owned by the sink
     * @param offset the chunk's position in the stream, in bytes
     * @throws InterruptedException if the run was stopped meanwhile, and the chunk was not taken
     */
    void output(OutputStreamName stream, byte[] data, long offset) throws InterruptedException;
}
