// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.List;

/**
 * An interpreter with its memory and its files, isolated from all others. Runs programs one after the other, in one
 * namespace.
 *
 * <p>Used by one thread at a time, but not necessarily by the same thread for each call: whoever hands it to another thread
 * has to do so with a happens-before edge. Threads that run programs must be platform threads with a stack of 16 MiB or
 * more. Only {@link #close} may follow a call that threw.
 */
public interface Sandbox extends AutoCloseable {
    /**
     * Runs a program and keeps the interpreter, so that another may follow: variables, imported modules, files and open
     * files stay. Output is flushed, but exit functions are not called. Never throws for anything that the program does.
     * When it returns, the guest has stopped and the thread is not interrupted.
     *
     * <p>A run that did not come to its own end, because of a limit, a cancellation or a crash, or that was out of memory,
     * leaves the sandbox unusable.
     *
     * @return how it ended; the usage's queue time is zero
     * @throws UnusableSandboxException if an earlier run left the sandbox unusable, or finished it
     * @throws UnsupportedOperationException if the interpreter can only run one program: see {@link #runAndFinish}
     */
    ExecutionResult run(RunSpec spec, RunIo io);

    /**
     * Runs the last program, and ends the interpreter as a process ends: exit functions, finalizers, flushes. All of that
     * is part of the run and within its limits. Otherwise as {@link #run}.
     *
     * @throws UnusableSandboxException if an earlier run left the sandbox unusable, or finished it
     */
    ExecutionResult runAndFinish(RunSpec spec, RunIo io);

    /**
     * Raises SIGINT in the program that runs, which is a {@code KeyboardInterrupt} unless it has set a handler. Does nothing if none
     * runs, or if the interpreter has no signals. Thread-safe.
     */
    void interrupt();

    /**
     * Delivers files as programs have left them, also after a run that left the sandbox unusable. Not while one runs.
     *
     * @param paths absolute paths in the guest, of files or of directories
     * @throws InterruptedException if the run has no reader any more
     */
    void deliverFiles(List<String> paths, FileSink sink) throws InterruptedException;

    /**
     * Copies this sandbox: memory, files and open files with their offsets. The two share nothing that can change. The copy
     * has the same limits of memory and scratch. Its random number generator is seeded anew at its first run.
     *
     * @throws UnusableSandboxException if an earlier run left the sandbox unusable, or finished it
     * @throws LiveThreadsException if threads of its programs are alive: they stop between runs, and go on in the next one
     * @throws UnsupportedOperationException if the interpreter can only run one program
     */
    Sandbox fork();

    /**
     * Takes an immutable image of this sandbox, which stays as it is.
     *
     * @throws UnusableSandboxException if an earlier run left the sandbox unusable, or finished it
     * @throws LiveThreadsException if threads of its programs are alive
     * @throws UnsupportedOperationException if the interpreter can only run one program
     */
    FrozenSandbox freeze();

    /** Discards the sandbox. Not while a program runs. Idempotent. */
    @Override
    void close();
}
