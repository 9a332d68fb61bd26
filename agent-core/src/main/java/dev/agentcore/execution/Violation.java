// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's path, such as {@code files[3].path}
 * @param description what is wrong, as the rest of a sentence that begins with the field
 */
public record Violation(String field, String description) {}
