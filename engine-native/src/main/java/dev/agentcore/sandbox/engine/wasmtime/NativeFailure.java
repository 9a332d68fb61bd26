// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import java.io.Serial;

/** The library could not do something. Its message is for the log. */
final class NativeFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    NativeFailure(String message) {
        super(message);
    }
}
