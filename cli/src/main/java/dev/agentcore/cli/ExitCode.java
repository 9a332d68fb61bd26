package dev.agentcore.cli;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent.Finished;

/** What this program exits with, where it is not the Python program's own exit code. */
final class ExitCode {
    static final int OK = 0;
    /** The server is not serving. */
    static final int NOT_SERVING = 1;
    /** What was to be done on the server could not be. */
    static final int FAILED = 1;
    /** The program could not be run as asked: as shells and Python have it. */
    static final int USAGE = 2;
    /** The value of the last expression cannot be told in JSON; EX_DATAERR of sysexits. */
    static final int NO_JSON = 65;
    /** There is no server, or it has no place now: nothing has run; EX_UNAVAILABLE of sysexits. */
    static final int UNAVAILABLE = 69;
    /** The service failed, maybe while the program ran; EX_SOFTWARE of sysexits. */
    static final int SERVICE_FAILED = 70;
    /** A file that was to come back is not there, or cannot be written; EX_CANTCREAT of sysexits. */
    static final int NO_FILE = 73;
    /** The server does not know the caller, or does not let it do this; EX_NOPERM of sysexits. */
    static final int NOT_ALLOWED = 77;
    /** Out of time: as timeout(1) has it. */
    static final int TIME_EXCEEDED = 124;
    /** Interrupted: as shells have it for SIGINT. */
    static final int INTERRUPTED = 130;
    /** Out of memory, output or files: as shells have it for SIGKILL, which is what a container's limit sends. */
    static final int RESOURCE_EXCEEDED = 137;
    /** The interpreter failed: as shells have it for SIGSEGV. */
    static final int CRASHED = 139;
    /** Nobody reads the output any more: as shells have it for SIGPIPE. */
    static final int BROKEN_PIPE = 141;
    /** Stopped on request: as shells have it for SIGTERM. */
    static final int STOPPED = 143;

    private ExitCode() {}

    static int of(Finished end) {
        return switch (end.outcome()) {
            case COMPLETED -> end.exitCode().orElse(OK);
            case EXCEPTION -> end.exitCode().orElse(1);
            case WALL_TIME_EXCEEDED, CPU_TIME_EXCEEDED -> TIME_EXCEEDED;
            case MEMORY_EXCEEDED, OUTPUT_EXCEEDED, SCRATCH_EXCEEDED -> RESOURCE_EXCEEDED;
            case CANCELLED -> STOPPED;
            case CRASHED -> CRASHED;
            case UNKNOWN -> 1;
        };
    }

    static int of(AgentCoreException failure) {
        if (failure.code() == ErrorCode.INVALID_ARGUMENT) {
            return USAGE;
        }
        boolean mayHaveRun = failure.executionId().isPresent();
        return switch (failure.code()) {
            case UNAUTHENTICATED, PERMISSION_DENIED -> NOT_ALLOWED;
            case UNAVAILABLE, RESOURCE_EXHAUSTED -> mayHaveRun ? SERVICE_FAILED : UNAVAILABLE;
            default -> SERVICE_FAILED;
        };
    }
}
