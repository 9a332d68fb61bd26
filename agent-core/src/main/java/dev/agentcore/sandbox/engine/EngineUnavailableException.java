// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An engine cannot be used here. The message is one line, for the operator. */
public final class EngineUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Without a cause. */
    public EngineUnavailableException(String message) {
        super(message);
    }

    /** With its cause, whose message need not be shown. */
    public EngineUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
