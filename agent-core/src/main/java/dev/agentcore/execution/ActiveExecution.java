// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A queued or running execution, as operators see it.
 *
 * @param id its id
 * @param tenant its tenant
 * @param labels the caller's labels
 * @param limits its limits
 * @param age the time since it was submitted
 * @param runningTime the time since it got a slot; null while it is queued
 */
public record ActiveExecution(
        ExecutionId id,
        Tenant tenant,
        Map<String, String> labels,
        Limits limits,
        Duration age,
        @Nullable Duration runningTime) {}
