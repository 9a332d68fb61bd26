// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

/**
 * An invalid field of a rejected request.
 *
 * @param field the path of the field on the wire, such as {@code limits.wall_time} or {@code files[2].path}
 * @param description what is wrong with it: the rest of a sentence that starts with the field
 */
public record FieldViolation(String field, String description) {}
