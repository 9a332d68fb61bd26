// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.execution.OutputStreamName;

/** Takes what a guest writes to its standard output and error. Called on the guest's thread. */
@FunctionalInterface
public interface StdioConsumer {
    /**
     * Takes the next piece of a stream. May block, and may throw an unchecked exception to end the run: it passes through
     * the guest.
     *
     * @param data at least one byte, at most 64 KiB, and the consumer's to keep
     */
    void write(OutputStreamName stream, byte[] data);
}
