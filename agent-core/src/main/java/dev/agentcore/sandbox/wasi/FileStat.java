// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.DescriptorDirectory;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.FileNode;
import dev.agentcore.sandbox.fs.RegularFile;
import dev.agentcore.sandbox.fs.ScratchNode;
import java.time.Instant;

/**
 * The result of {@code stat}. Immutable.
 *
 * <p>WASI's structure has no place for permissions and owners. They are written to the padding behind the file type, where
 * this host's own guest reads them: {@code st_mode} as two bytes at 18, the owner's number as four bytes at 20.
 *
 * @param device the file system: a preopened directory's descriptor, 0 for standard streams
 * @param permissions the permission bits
 * @param owner the number of the user and of the group
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#filestat">WASI preview 1,
 *     filestat</a>
 */
record FileStat(
        int device,
        long inode,
        FileType type,
        int permissions,
        int owner,
        long size,
        Instant accessed,
        Instant modified) {
    static final int BYTES = 64;

    /** The user whom all programs run as; the guest's C library has the number too. */
    private static final int USER = 1000;

    /** The owner of what a program cannot change. */
    private static final int ROOT = 0;

    static FileStat of(int device, FileNode node) {
        long size = node instanceof RegularFile file ? file.size() : 0;
        int owner = node instanceof ScratchNode || node instanceof DescriptorDirectory ? USER : ROOT;
        return new FileStat(
                device,
                node.inode(),
                FileType.of(node),
                node.permissions(),
                owner,
                size,
                node.accessed(),
                node.modified());
    }

    /** Standard input: a file. */
    static FileStat ofStandardInput(long size) {
        return new FileStat(0, 0, FileType.REGULAR_FILE, 0600, USER, size, Instant.EPOCH, Instant.EPOCH);
    }

    /** A pipe: standard output and standard error, too. */
    static FileStat ofPipe(long number) {
        return new FileStat(0, number, FileType.UNKNOWN, 0600, USER, 0, Instant.EPOCH, Instant.EPOCH);
    }

    void write(WasiMemory memory, long address) throws ErrnoException {
        memory.check(address, BYTES);
        long nanos = GuestClocks.nanos(modified);
        memory.writeLong(address, device);
        memory.writeLong(address + 8, inode);
        memory.writeLong(address + 16, type.code() | (long) (type.mode() | permissions) << 16 | (long) owner << 32);
        memory.writeLong(address + 24, 1);
        memory.writeLong(address + 32, size);
        memory.writeLong(address + 40, GuestClocks.nanos(accessed));
        memory.writeLong(address + 48, nanos);
        memory.writeLong(address + 56, nanos);
    }
}
