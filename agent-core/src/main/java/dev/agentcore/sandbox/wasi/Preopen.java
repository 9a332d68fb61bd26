// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.Directory;

/**
 * A directory that a guest has open from the start. Immutable.
 *
 * @param path where the guest sees it, such as {@code /workspace}
 * @param directory the root of what it sees there
 */
public record Preopen(String path, Directory directory) {}
