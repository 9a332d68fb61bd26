// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import com.dylibso.chicory.runtime.TrapException;
import java.io.Serial;

/** A trap: the guest's stack pointer fell below the end of its stack. */
public final class StackExhaustedException extends TrapException {
    @Serial
    private static final long serialVersionUID = 1L;

    StackExhaustedException() {
        super("stack exhausted");
    }
}
