// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.Directory;

/**
 * A preopened directory. Immutable.
 *
 * @param path the path in the guest, such as {@code /workspace}
 * @param directory the root of the tree at that path
 */
public record Preopen(String path, Directory directory) {}
