// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.io.Serial;

/**
 * Ends a WASI function with an error code. Never leaves {@code WasiFunction}. Has no stack trace: a guest's search for
 * modules causes thousands of them.
 */
public final class ErrnoException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    public ErrnoException(Errno errno) {
        super(errno.name(), null, false, false);
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }
}
