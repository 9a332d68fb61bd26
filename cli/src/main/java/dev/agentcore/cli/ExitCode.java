// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ErrorCode;
import dev.agentcore.client.ExecutionEvent.Finished;

/** The exit codes of this command, other than the Python program's own. */
final class ExitCode {
    static final int OK = 0;
    /** The server is not serving. */
    static final int NOT_SERVING = 1;
    /** The operation on the server failed. */
    static final int FAILED = 1;
    /** Invalid usage, as in shells and Python. */
    static final int USAGE = 2;
    /** The value of the last expression cannot be represented in JSON; EX_DATAERR of sysexits. */
    static final int NO_JSON = 65;
    /** The server cannot be reached or cannot take the program now, and nothing has run; EX_UNAVAILABLE of sysexits. */
    static final int UNAVAILABLE = 69;
    /** The service failed, possibly while the program was running; EX_SOFTWARE of sysexits. */
    static final int SERVICE_FAILED = 70;
    /** A file was not returned, or cannot be written; EX_CANTCREAT of sysexits. */
    static final int NO_FILE = 73;
    /** The caller is not authenticated or not permitted; EX_NOPERM of sysexits. */
    static final int NOT_ALLOWED = 77;
    /** A time limit was exceeded, as in timeout(1). */
    static final int TIME_EXCEEDED = 124;
    /** Interrupted, as in shells for SIGINT. */
    static final int INTERRUPTED = 130;
    /** Another limit was exceeded, as in shells for SIGKILL, which a container's memory limit sends. */
    static final int RESOURCE_EXCEEDED = 137;
    /** The interpreter crashed, as in shells for SIGSEGV. */
    static final int CRASHED = 139;
    /** The output was closed by its reader, as in shells for SIGPIPE. */
    static final int BROKEN_PIPE = 141;
    /** Stopped on request, as in shells for SIGTERM. */
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
            case SANDBOX_LOST -> SERVICE_FAILED;
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
