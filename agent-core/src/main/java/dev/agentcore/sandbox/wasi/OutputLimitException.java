// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import java.io.Serial;

/** Ends a run that exceeded its output limit. The guest cannot catch it. Has no stack trace. */
public final class OutputLimitException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Creates one. */
    public OutputLimitException() {
        super("output limit", null, false, false);
    }
}
