// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.io.Serial;

/** A sandbox cannot be copied or frozen now, because threads of its programs are alive. It can run programs. */
public final class LiveThreadsException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int threads;

    /** @param threads how many are alive, besides the main one */
    public LiveThreadsException(int threads) {
        super("the sandbox has %d live thread%s: it can be copied or frozen when they have ended"
                .formatted(threads, threads == 1 ? "" : "s"));
        this.threads = threads;
    }

    /** How many are alive, besides the main one. */
    public int threads() {
        return threads;
    }
}
