// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program to run, with everything decided.
 *
 * @param id its name
 * @param tenant on whose behalf it is
 * @param program what to run
 * @param limits what it may take
 * @param labels the caller's words for logs
 * @param deadline when the caller stops waiting; null if never
 * @param image the name of the image that it runs on; empty for the default
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

    /** A request that runs on the default image. */
    public ExecutionRequest(
            ExecutionId id,
            Tenant tenant,
            PythonProgram program,
            Limits limits,
            Map<String, String> labels,
            @Nullable Deadline deadline) {
        this(id, tenant, program, limits, labels, deadline, "");
    }

    /** A request on nobody's behalf, whose caller waits as long as it takes. */
    public ExecutionRequest(ExecutionId id, PythonProgram program, Limits limits, Map<String, String> labels) {
        this(id, Tenant.ANYBODY, program, limits, labels, null);
    }

    /** The same without what is large: for those who remember it longer than it runs. */
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

    /** Whether its caller has stopped waiting. */
    boolean overdue() {
        return deadline != null && deadline.passed();
    }

    /** The same with the wall time that its deadline leaves to a program that begins now. */
    ExecutionRequest beginningNow() {
        if (deadline == null) {
            return this;
        }
        Limits shorter = limits.withWallTime(deadline.shorten(limits.wallTime()));
        return new ExecutionRequest(id, tenant, program, shorter, labels, deadline, image);
    }
}
