package dev.agentcore.execution;

import java.util.Set;

/**
 * Runs Python programs, each isolated from all others. Safe for use by many threads.
 *
 * <p>Speaks of runs and results, not of processes, so that another engine can stand behind it.
 */
public interface PythonRuntime extends AutoCloseable {
    /** What runs the programs. */
    Interpreter interpreter();

    /** In what forms it can tell the value of a program's last expression; {@link ResultFormat#NONE} is one of them. */
    Set<ResultFormat> resultFormats();

    /** The most of this process's memory that a sandbox with these limits can take at a time, in bytes. */
    long claim(Limits limits);

    /** What all sandboxes that are open at a time may claim together, in bytes; more might not fit. */
    long capacity();

    /** What all requests that wait or run may hold of this process's memory together, in bytes; more might not fit. */
    long requestCapacity();

    /** How many sandboxes are prepared now, so that the next run need not wait for its own. */
    default int prepared() {
        return 0;
    }

    /**
     * Makes a sandbox for one run. Does not run anything of the program yet.
     *
     * @throws RuntimeException if the sandbox cannot be made: a defect, or no memory for it
     */
    Sandbox open(ExecutionRequest request);

    /** Gives up what it holds. No sandbox may be open. */
    @Override
    void close();

    /** One run's sandbox. Used by the thread that opened it, once. */
    interface Sandbox extends AutoCloseable {
        /**
         * Runs the program to its end, which may be a limit's or the cancellation's doing. Never throws for anything
         * that the program does. When it returns, the guest has stopped and the thread is not interrupted.
         *
         * @param output takes what the program prints, on this thread, while it runs
         * @param cancellation stops the program when asked for
         * @return how it ended; the usage's queue time is zero
         */
        ExecutionResult run(OutputSink output, Cancellation cancellation);

        /**
         * Gives back the files that the request asks for, as the program has left them. Called once, after {@code run}.
         *
         * @throws InterruptedException if nobody wants them any more
         */
        void deliverFiles(FileSink sink) throws InterruptedException;

        /** Throws the sandbox away. */
        @Override
        void close();
    }
}
