// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.fs;

import java.time.Instant;

/**
 * A name for whatever is open under a number, as {@code /dev/fd/0} and {@code /dev/stdin} are. Immutable.
 *
 * @param fd the number, which may not be open
 */
public record DescriptorName(long inode, Instant modified, int fd) implements SpecialFile {
    @Override
    public int permissions() {
        return 0600;
    }
}
