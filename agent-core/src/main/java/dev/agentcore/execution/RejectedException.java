// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.io.Serial;

/** Carries a rejection to where a face maps it. Without a stack trace: a rejection is not an error of the server. */
public final class RejectedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Rejection rejection;

    /** @param rejection what it carries */
    public RejectedException(Rejection rejection) {
        super(rejection.message(), null, false, false);
        this.rejection = rejection;
    }

    /** What it carries. */
    public Rejection rejection() {
        return rejection;
    }
}
