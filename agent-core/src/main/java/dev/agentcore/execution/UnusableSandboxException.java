// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.io.Serial;

/** A sandbox cannot run another program, nor be copied. The message says why. */
public final class UnusableSandboxException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason why, such as {@code run X ended as WALL_TIME_EXCEEDED} */
    public UnusableSandboxException(String reason) {
        super("the sandbox cannot be used any more: " + reason);
        this.reason = reason;
    }

    /** Why, as it was given. */
    public String reason() {
        return reason;
    }
}
