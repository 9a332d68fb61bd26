package dev.agentcore.client;

/**
 * Hears what a program does; see {@link AgentCoreClient#execute(PythonProgram, ExecutionListener)}. Its methods are called
 * one after another, by threads of the client's executor: {@link #onStarted} once, {@link #onOutput} any number of times,
 * {@link #onFile} any number of times, {@link #onFinished} once. In the place of anything of that may come
 * {@link #onFailure}, and then nothing more.
 *
 * <p>A method may take its time: few events are fetched ahead, and then the program waits, which counts as its wall time.
 * What a method throws stops the program, and goes to {@link #onFailure} as the cause, with {@link ErrorCode#CANCELLED}.
 */
public interface ExecutionListener {
    /** The program is about to run. */
    default void onStarted(ExecutionEvent.Started started) {}

    /** The program printed something. */
    default void onOutput(Output output) {}

    /** A piece of a file came back, or the reason why none does. */
    default void onFile(OutputFile file) {}

    /** The program has ended, well or not. The last call; what it throws goes nowhere. */
    void onFinished(ExecutionEvent.Finished finished);

    /** The service failed, or the run was cancelled. The last call; what it throws goes nowhere. */
    void onFailure(AgentCoreException failure);
}
