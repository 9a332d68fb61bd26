// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An execution that waits or runs, as operators see it.
 *
 * @param id its name
 * @param tenant on whose behalf it is
 * @param labels its caller's words
 * @param limits what it may take
 * @param age how long ago it came
 * @param runningTime how long it has had a slot; null while it waits
 */
public record ActiveExecution(
        ExecutionId id,
        Tenant tenant,
        Map<String, String> labels,
        Limits limits,
        Duration age,
        @Nullable Duration runningTime) {}
