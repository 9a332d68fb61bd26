// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import java.io.Serial;

/** The worker has ended, or was ended. The message says why, for the operator. */
final class WorkerLostException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    WorkerLostException(String reason) {
        super(reason);
    }
}
