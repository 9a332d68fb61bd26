// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.wire;

import java.io.IOException;
import java.io.Serial;

/** A frame is not what the other side should send. Nothing that follows it can be trusted. */
public final class MalformedFrameException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param problem what is wrong with it; without any bytes of it */
    public MalformedFrameException(String problem) {
        super(problem);
    }
}
