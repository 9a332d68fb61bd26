// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * A file in a program's working directory. It is read-only, unless the run has scratch space.
 *
 * @param path relative, with {@code /} as separator; no part is empty, {@code .} or {@code ..}
 * @param content its content
 */
public record ProgramFile(String path, Bytes content) {}
