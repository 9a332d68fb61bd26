// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.guest;

import java.io.Serial;

/** A guest sent bytes that are not a record, or a record without a required field. */
public final class MalformedRecordException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    MalformedRecordException(String message) {
        super(message);
    }
}
