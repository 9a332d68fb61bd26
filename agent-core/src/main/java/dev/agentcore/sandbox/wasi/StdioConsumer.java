// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.execution.OutputStreamName;

/** Receives a guest's standard output and error. Called on the guest's thread. */
@FunctionalInterface
public interface StdioConsumer {
    /**
     * Receives the next piece of a stream. May block, and may throw an unchecked exception to end the run: it propagates
     * through the guest.
     *
     * @param data 1 byte to 64 KiB; owned by the consumer
     */
    void write(OutputStreamName stream, byte[] data);
}
