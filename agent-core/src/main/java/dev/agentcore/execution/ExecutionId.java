// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.UUID;

/**
 * Identifies one run, in logs and on the wire.
 *
 * @param value the id; unique among all runs of all servers
 */
public record ExecutionId(String value) {
    /** A new, random id. */
    public static ExecutionId random() {
        return new ExecutionId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
