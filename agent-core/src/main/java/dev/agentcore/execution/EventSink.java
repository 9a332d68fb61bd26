// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * Where the events of one run go. Whatever happens, a run ends by exactly one of four calls, its last:
 *
 * <ul>
 *   <li>{@link #finished}: the program ran. Before it {@link #started} was called once, and between the two
 *       {@link #output} any number of times and then {@link #file} any number of times.
 *   <li>{@link #failed}: a defect of ours ended the run, before {@code started} or after it.
 *   <li>{@link #refused}: there was no slot for it. Nothing was called before.
 *   <li>{@link #abandoned}: nobody wanted it any more. Nothing was called before.
 * </ul>
 *
 * <p>Called by one thread at a time, though not always by the same. Only {@code output} and {@code file}
 * may block, and only they may throw.
 */
public interface EventSink extends OutputSink, FileSink {
    /**
     * A slot and a sandbox are there, and the program is about to run.
     *
     * @param request as submitted, but with the limits in force
     * @param interpreter what runs it
     */
    void started(ExecutionRequest request, Interpreter interpreter);

    /** The program has ended, its output is complete, and its slot is free again. */
    void finished(ExecutionResult result);

    /** There was no slot for the run; nothing of it has run. */
    void refused(Refusal refusal);

    /** The caller gave up, or its deadline passed, before the program began; nothing of it has run. */
    void abandoned();

    /** A defect of ours ended the run; the program may have run in part. */
    void failed(Throwable defect);
}
