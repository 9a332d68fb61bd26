// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.testkit;

import java.util.Objects;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests that are run on the native engine where the build has none. They are those of a JVM with the system property
 * {@code agent-core.engine}, of the unit tests, or the variable {@code AGENT_CORE_ENGINE_KIND}, of servers.
 */
public final class NativeEngineCondition implements ExecutionCondition {
    private static final String PARTS = "/dev/agentcore/sandbox/engine/wasmtime/native/parts.properties";
    private static final String ENGINE = System.getProperty(
            "agent-core.engine", Objects.requireNonNullElse(System.getenv("AGENT_CORE_ENGINE_KIND"), "jvm"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (ENGINE.startsWith("native") && NativeEngineCondition.class.getResource(PARTS) == null) {
            return ConditionEvaluationResult.disabled("the native engine is not tested: it was built without cargo");
        }
        return ConditionEvaluationResult.enabled("the engine " + ENGINE);
    }
}
