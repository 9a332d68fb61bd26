// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

/** How a process ended, for the operator. Stateless. */
final class WorkerExit {
    /** How Java reports a signal: as a shell does. */
    private static final int SIGNAL = 128;

    private WorkerExit() {}

    static String describe(Process process) {
        int status = process.exitValue();
        return status > SIGNAL ? "it was ended by signal " + (status - SIGNAL) : "it exited with " + status;
    }
}
