// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.sandbox.fs.FileCopy;
import dev.agentcore.sandbox.wasi.StdioConsumer;

/**
 * An interpreter in a WebAssembly instance of its own. Used by one thread at a time, but not necessarily by the same thread
 * for each run.
 */
public interface Guest extends AutoCloseable {
    /** The size of its memory in pages. As memory never shrinks, also its peak. */
    int pages();

    /** How often it was refused more memory. */
    int growthRefusals();

    /**
     * Runs a program to its end.
     *
     * @param stdin what it reads from standard input
     * @param stdio takes what it prints
     * @param last whether the interpreter is ended, too, as a process ends; no other run may follow then
     * @throws RuntimeException whatever else ends it; an error, too: {@link GuestEnding#of} knows what they mean. No other
     *     run may follow then
     */
    GuestEnding run(RunSpec spec, Bytes stdin, StdioConsumer stdio, boolean last);

    /**
     * Throws if this guest can only run one program.
     *
     * @throws UnsupportedOperationException if so, in one line that says why
     */
    void requireRepeatable();

    /**
     * Copies it, between two runs.
     *
     * @param files copies the files that it sees
     */
    Guest copy(FileCopy files);

    /**
     * Takes an immutable image of it, between two runs.
     *
     * @param files copies the files that it sees
     */
    FrozenGuest freeze(FileCopy files);

    /** Releases its memory. Not while it runs. Idempotent. */
    @Override
    void close();
}
