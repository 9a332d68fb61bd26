// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.FileNode;
import dev.agentcore.sandbox.fs.RegularFile;
import java.time.Instant;

/**
 * The result of {@code stat}. Immutable.
 *
 * @param device the file system: a preopened directory's descriptor, 0 for standard streams
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#filestat">WASI preview 1,
 *     filestat</a>
 */
record FileStat(int device, long inode, FileType type, long size, Instant modified) {
    static final int BYTES = 64;

    static FileStat of(int device, FileNode node) {
        long size = node instanceof RegularFile file ? file.size() : 0;
        return new FileStat(device, node.inode(), FileType.of(node), size, node.modified());
    }

    static FileStat ofStandardStream(int fd) {
        return new FileStat(0, fd, FileType.UNKNOWN, 0, Instant.EPOCH);
    }

    void write(WasiMemory memory, long address) throws ErrnoException {
        memory.check(address, BYTES);
        long nanos = GuestClocks.nanos(modified);
        memory.writeLong(address, device);
        memory.writeLong(address + 8, inode);
        memory.writeLong(address + 16, type.code());
        memory.writeLong(address + 24, 1);
        memory.writeLong(address + 32, size);
        memory.writeLong(address + 40, nanos);
        memory.writeLong(address + 48, nanos);
        memory.writeLong(address + 56, nanos);
    }
}
