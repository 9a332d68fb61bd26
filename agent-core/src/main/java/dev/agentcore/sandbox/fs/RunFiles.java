// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

/**
 * The files that one sandbox sees. Not thread-safe: used by the thread that runs the guest.
 *
 * @param root what is under {@code /}
 * @param scratch the room that it has for files of its own; in the tree only if there is some
 */
public record RunFiles(Directory root, Scratch scratch) {}
