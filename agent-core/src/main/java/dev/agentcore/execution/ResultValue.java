// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import org.jspecify.annotations.Nullable;

/**
 * The value of a program's last expression.
 *
 * @param repr {@code repr()} of it
 * @param json its JSON, if that was asked for and could be made
 * @param jsonError why there is no JSON though it was asked for
 */
public record ResultValue(
        String repr, @Nullable String json, @Nullable String jsonError) {}
