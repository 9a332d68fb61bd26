// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.List;

/**
 * What a sandbox is made of.
 *
 * @param tenant on whose behalf it is: an engine may keep tenants apart
 * @param image the name of its image; empty for the runtime's default
 * @param memoryBytes the limit of its linear memory, the interpreter's own share included; positive
 * @param scratchBytes what its own files may take; with 0, there is nothing to write to
 * @param files what programs find in their working directory
 */
public record SandboxSpec(Tenant tenant, String image, long memoryBytes, long scratchBytes, List<ProgramFile> files) {
    /**
     * Checks the bounds and copies the list.
     *
     * @throws IllegalArgumentException if one is out of them, naming it
     */
    public SandboxSpec {
        Bounds.check("memoryBytes", memoryBytes, 1, Long.MAX_VALUE);
        Bounds.check("scratchBytes", scratchBytes, 0, Long.MAX_VALUE);
        files = List.copyOf(files);
    }
}
