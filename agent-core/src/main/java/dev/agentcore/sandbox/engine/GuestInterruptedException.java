// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

import java.io.Serial;

/** Ends a call because its thread was interrupted. The guest cannot catch it. */
public final class GuestInterruptedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Without a cause. */
    public GuestInterruptedException() {
        super("thread interrupted");
    }

    /** With the engine's or the JDK's exception as its cause. */
    public GuestInterruptedException(Throwable cause) {
        super("thread interrupted", cause);
    }
}
