// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A valid request to run a program, with all defaults applied.
 *
 * @param id its unique name
 * @param tenant who is charged for it
 * @param program the program and its input
 * @param limits its limits
 * @param labels the caller's labels, for logs
 * @param deadline when the caller stops waiting; null for no deadline
 * @param image the name of the guest image that it runs in; empty for the default
 */
public record ExecutionRequest(
        ExecutionId id,
        Tenant tenant,
        PythonProgram program,
        Limits limits,
        Map<String, String> labels,
        @Nullable Deadline deadline,
        String image) {
    /** Copies the labels. */
    public ExecutionRequest {
        labels = Map.copyOf(labels);
    }

    /** A request that runs in the default image. */
    public ExecutionRequest(
            ExecutionId id,
            Tenant tenant,
            PythonProgram program,
            Limits limits,
            Map<String, String> labels,
            @Nullable Deadline deadline) {
        this(id, tenant, program, limits, labels, deadline, "");
    }

    /** A request of {@link Tenant#ANYBODY} without a deadline. */
    public ExecutionRequest(ExecutionId id, PythonProgram program, Limits limits, Map<String, String> labels) {
        this(id, Tenant.ANYBODY, program, limits, labels, null);
    }

    /** A copy without the program and the labels, for those who keep it after the run. */
    public ExecutionRequest withoutProgram() {
        return new ExecutionRequest(id, tenant, PythonProgram.of(""), limits, Map.of(), deadline, image);
    }

    /** The sandbox that its program runs in. */
    public SandboxSpec sandboxSpec() {
        return new SandboxSpec(tenant, image, limits.memoryBytes(), limits.scratchBytes(), program.files());
    }

    /** The run of its program. */
    public RunSpec runSpec() {
        return new RunSpec(
                id, program.code(), program.arguments(), program.environment(), program.resultFormat(), limits.ofRun());
    }

    /** Whether its deadline has passed. */
    public boolean isOverdue(Ticker ticker) {
        return deadline != null && deadline.hasPassed(ticker);
    }

    /** A copy whose wall time is what the deadline leaves to a program that starts now. */
    public ExecutionRequest startingNow(Ticker ticker) {
        if (deadline == null) {
            return this;
        }
        Limits shorter = limits.withWallTime(deadline.shorten(limits.wallTime(), ticker));
        return new ExecutionRequest(id, tenant, program, shorter, labels, deadline, image);
    }
}
