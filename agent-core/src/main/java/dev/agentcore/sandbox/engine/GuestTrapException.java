// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Ends a call because the guest did something that WebAssembly forbids. Its instance is broken. */
public final class GuestTrapException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why a guest trapped. */
    public enum Kind {
        /** It executed {@code unreachable}, which is what {@code abort()} compiles to. */
        ABORTED,
        /** It accessed memory out of bounds. */
        MEMORY,
        /** Its stack was exhausted. */
        STACK,
        /** Anything else: a call of what is no function, a division by zero, an inconsistent state. */
        OTHER
    }

    /** With the engine's exception as its cause, if there is one. */
    public GuestTrapException(Kind kind, String message, @Nullable Throwable cause) {
        super(kind + ": " + message, cause);
        this.kind = kind;
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }
}
