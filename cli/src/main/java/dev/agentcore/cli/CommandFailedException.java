// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.cli;

/** A command failed, for a reason that fits on one line. */
final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final int exitCode;

    CommandFailedException(int exitCode, String reason) {
        super(reason);
        this.reason = reason;
        this.exitCode = exitCode;
    }

    @Override
    public String getMessage() {
        return reason;
    }

    int exitCode() {
        return exitCode;
    }
}
