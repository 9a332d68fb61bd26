// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * What a run does while it goes on, in this order: one {@link Started}, any number of {@link Output}, any number of
 * {@link File}. How it ends is a {@link RunEnd}.
 */
public sealed interface RunEvent {
    /**
     * A slot and a sandbox are there, and the program is about to run.
     *
     * @param request as submitted, with the limits in force
     * @param interpreter what runs it
     */
    record Started(ExecutionRequest request, Interpreter interpreter) implements RunEvent {}

    /**
     * A chunk of output.
     *
     * @param stream the stream that it was printed to
     * @param data at most 64 KiB, never empty; immutable from now on
     * @param offset the chunk's position in the stream, in bytes
     */
    // An array, because output is on the hot path and goes to the network without a copy.
    @SuppressWarnings("ArrayRecordComponent")
    record Output(OutputStreamName stream, byte[] data, long offset) implements RunEvent {}

    /**
     * A piece of a file that the run returns, or the reason why the file is not returned.
     *
     * @param piece the piece
     */
    record File(OutputFile piece) implements RunEvent {}
}
