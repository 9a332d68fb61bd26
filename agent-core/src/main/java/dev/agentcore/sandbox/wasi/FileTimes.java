// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.FileNode;
import dev.agentcore.sandbox.fs.ScratchNode;
import java.time.Instant;

/**
 * The times that a guest sets on a file. To read a file does not change its access time, as on a file system that does not record
 * them.
 *
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#fstflags">WASI preview 1,
 *     fstflags</a>
 */
final class FileTimes {
    private static final int ACCESSED = 1;
    private static final int ACCESSED_NOW = 1 << 1;
    private static final int MODIFIED = 1 << 2;
    private static final int MODIFIED_NOW = 1 << 3;
    private static final int FLAGS = (1 << 4) - 1;
    private static final long NANOS = 1_000_000_000;

    private FileTimes() {}

    /**
     * Sets the times that {@code flags} select.
     *
     * @param accessedNanos since the epoch, unsigned
     * @param modifiedNanos since the epoch, unsigned
     */
    static void set(FileNode node, long accessedNanos, long modifiedNanos, int flags, Instant now)
            throws ErrnoException {
        boolean twice = (flags & (ACCESSED | ACCESSED_NOW)) == (ACCESSED | ACCESSED_NOW)
                || (flags & (MODIFIED | MODIFIED_NOW)) == (MODIFIED | MODIFIED_NOW);
        if ((flags & ~FLAGS) != 0 || twice) {
            throw new ErrnoException(Errno.INVAL);
        }
        if (!(node instanceof ScratchNode scratch)) {
            throw new ErrnoException(Errno.ROFS);
        }
        if ((flags & ACCESSED_NOW) != 0) {
            scratch.setAccessed(now);
        } else if ((flags & ACCESSED) != 0) {
            scratch.setAccessed(instant(accessedNanos));
        }
        if ((flags & MODIFIED_NOW) != 0) {
            scratch.setModified(now);
        } else if ((flags & MODIFIED) != 0) {
            scratch.setModified(instant(modifiedNanos));
        }
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Long.divideUnsigned(nanos, NANOS), Long.remainderUnsigned(nanos, NANOS));
    }
}
