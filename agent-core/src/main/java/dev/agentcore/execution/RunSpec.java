// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.util.List;
import java.util.Map;

/**
 * One run in a sandbox: a program and its limits.
 *
 * @param id the run's name in logs
 * @param code the source, evaluated in the namespace of {@code __main__}
 * @param arguments what {@code sys.argv[1:]} holds
 * @param environment the variables that it adds to {@code os.environ}; those of the run before are removed
 * @param resultFormat in what form the last expression's value is wanted
 * @param limits what this run may take
 */
public record RunSpec(
        ExecutionId id,
        String code,
        List<String> arguments,
        Map<String, String> environment,
        ResultFormat resultFormat,
        RunLimits limits) {
    /** Copies the collections. */
    public RunSpec {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
