// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

/**
 * A file that a program finds in its working directory, read-only unless the run has scratch.
 *
 * @param path relative, with {@code /} between its parts, none of them empty, {@code .} or {@code ..}
 * @param content its bytes
 */
public record ProgramFile(String path, Bytes content) {}
