// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import org.jspecify.annotations.Nullable;

/**
 * The value of a program's last expression.
 *
 * @param repr its {@code repr()}
 * @param json its JSON; null if JSON was not requested, or the value has none
 * @param jsonError why the value has no JSON; null if it has, or JSON was not requested
 */
public record ResultValue(
        String repr, @Nullable String json, @Nullable String jsonError) {}
