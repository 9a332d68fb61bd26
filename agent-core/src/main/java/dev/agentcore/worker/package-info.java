// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
/**
 * {@link dev.agentcore.execution.PythonRuntime} in supervised child processes: each runs the programs of one tenant, confined as far
 * as a process can confine itself. A process that dies costs its own runs alone, which end as {@link
 * dev.agentcore.execution.Outcome#SANDBOX_LOST}.
 *
 * <p>The server trusts nothing that a worker says: frames are bounded and checked, the limits of time and output are enforced
 * here as well, and a worker that does not keep to them is killed.
 */
@NullMarked
package dev.agentcore.worker;

import org.jspecify.annotations.NullMarked;
