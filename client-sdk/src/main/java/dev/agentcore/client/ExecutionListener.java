// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

/**
 * Receives the events of an execution; see {@link AgentCoreClient#execute(PythonProgram, ExecutionListener)}. The methods are
 * called one at a time, on threads of the client's executor: {@link #onStarted} once, {@link #onOutput} any number of times,
 * {@link #onFile} any number of times, {@link #onFinished} once. At any point {@link #onFailure} may be called instead, as the
 * last call.
 *
 * <p>A method may block: only few events are buffered, then the program waits, which counts as its wall time. If a method
 * throws, the program is stopped, and {@link #onFailure} is called with {@link ErrorCode#CANCELLED} and the cause.
 */
public interface ExecutionListener {
    /** The program is about to run. */
    default void onStarted(ExecutionEvent.Started started) {}

    /** The program printed something. */
    default void onOutput(Output output) {}

    /** A chunk of a file was returned, or the reason why the file is not. */
    default void onFile(OutputFile file) {}

    /** The program has ended, successfully or not. The last call; exceptions are ignored. */
    void onFinished(ExecutionEvent.Finished finished);

    /** The service failed, or the execution was cancelled. The last call; exceptions are ignored. */
    void onFailure(AgentCoreException failure);
}
