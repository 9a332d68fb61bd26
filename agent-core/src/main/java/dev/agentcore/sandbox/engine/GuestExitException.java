// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

import java.io.Serial;

/** Ends a call because the guest exited its process. The guest cannot catch it. Has no stack trace. */
public final class GuestExitException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int code;

    /** @param code the exit code as the guest passed it: any number */
    public GuestExitException(int code) {
        super("exit " + code, null, false, false);
        this.code = code;
    }

    /** The exit code as the guest passed it: any number. */
    public int code() {
        return code;
    }
}
