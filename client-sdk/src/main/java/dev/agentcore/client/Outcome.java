package dev.agentcore.client;

/** How a run ended. There may be more in time: have a {@code default} branch in a {@code switch}. */
public enum Outcome {
    /** The program ended by itself, by its last line or by {@code sys.exit}; the exit code says the rest. */
    COMPLETED,
    /** An uncaught exception ended the program, a {@code SyntaxError} included. */
    EXCEPTION,
    /** It ran longer than its wall time. */
    WALL_TIME_EXCEEDED,
    /** It took more processor time than it was allowed. */
    CPU_TIME_EXCEEDED,
    /** It needed more memory than it was allowed, and did not catch the {@code MemoryError}. */
    MEMORY_EXCEEDED,
    /** It printed more than it was allowed. What was allowed has been delivered. */
    OUTPUT_EXCEEDED,
    /** The program exceeded its scratch space and did not catch the {@code OSError}. */
    SCRATCH_EXCEEDED,
    /** It was stopped on request, and not by this caller. */
    CANCELLED,
    /** The interpreter itself failed: a WebAssembly trap, or its stack ran out. The program's fault. */
    CRASHED,
    /** An outcome that this version of the client does not know: a failure of the program. */
    UNKNOWN;

    /** Whether a limit of the program's was reached: with a higher one it may get further. */
    public boolean isLimit() {
        return switch (this) {
            case WALL_TIME_EXCEEDED, CPU_TIME_EXCEEDED, MEMORY_EXCEEDED, OUTPUT_EXCEEDED, SCRATCH_EXCEEDED -> true;
            case COMPLETED, EXCEPTION, CANCELLED, CRASHED, UNKNOWN -> false;
        };
    }
}
