// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

/**
 * The files that one sandbox sees. Not thread-safe: used by the thread that runs the guest.
 *
 * @param root the directory {@code /}
 * @param scratch the quota and its files; part of the tree only if the quota is positive
 * @param source the file of the program that runs
 */
public record RunFiles(Directory root, Scratch scratch, ProgramSource source) {}
