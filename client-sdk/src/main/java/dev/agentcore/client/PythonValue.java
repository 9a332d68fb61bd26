// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.util.Optional;

/**
 * The value of a program's last expression.
 *
 * @param repr the value's {@code repr()}; a very long one is cut in the middle
 * @param json the value as JSON, if it was requested and the value can be represented in JSON
 * @param jsonError why there is no {@code json} although it was requested
 */
public record PythonValue(String repr, Optional<String> json, Optional<String> jsonError) {}
