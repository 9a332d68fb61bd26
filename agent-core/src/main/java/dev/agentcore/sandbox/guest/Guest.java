// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.LiveThreadsException;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.Watched;
import dev.agentcore.sandbox.fs.FileCopy;
import dev.agentcore.sandbox.wasi.StdioConsumer;

/**
 * An interpreter in its own WebAssembly instance. Used by one thread at a time, but not necessarily by the same thread for
 * each run.
 */
public interface Guest extends AutoCloseable {
    /** The size of its memory in pages. Since memory never shrinks, this is also the peak. */
    int pages();

    /** How often its memory could not grow. */
    int growthRefusals();

    /** What runs on its behalf, besides the thread that runs it. */
    Watched threads();

    /** Raises SIGINT in the program that runs, if one does. Thread-safe. */
    void interrupt();

    /**
     * Runs a program to its end.
     *
     * @param stdin the standard input
     * @param stdio receives its output
     * @param last whether the interpreter is finalized after the program, as at a process's exit; no other run may follow then
     * @throws RuntimeException if the guest ended otherwise, which may also be an error: {@link GuestEnding#of} classifies
     *     them. No other run may follow then
     */
    GuestEnding run(RunSpec spec, Bytes stdin, StdioConsumer stdio, boolean last);

    /**
     * After a run that was stopped: delivers the output that the interpreter held back, and tells where the program was.
     * Runs nothing of the program. No other run may follow.
     *
     * @param stdio receives the output
     * @return the traceback, which the program may have forged; empty if it is not known
     */
    String salvage(StdioConsumer stdio);

    /**
     * Throws if this guest can only run one program.
     *
     * @throws UnsupportedOperationException if so, in one line that says why
     */
    void requireRepeatable();

    /**
     * Copies the guest, between two runs.
     *
     * @throws LiveThreadsException if threads of its programs are alive
     * @param files copies the files that it sees
     */
    Guest copy(FileCopy files);

    /**
     * Takes an immutable image of the guest, between two runs.
     *
     * @throws LiveThreadsException if threads of its programs are alive
     * @param files copies the files that it sees
     */
    FrozenGuest freeze(FileCopy files);

    /** Releases its memory. Must not be called during a run. Idempotent. */
    @Override
    void close();
}
