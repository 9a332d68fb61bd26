// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.fs.DescriptorDirectory;
import dev.agentcore.sandbox.fs.DescriptorName;
import dev.agentcore.sandbox.fs.Directory;
import dev.agentcore.sandbox.fs.Directory.Entry;
import dev.agentcore.sandbox.fs.Directory.Listed;
import dev.agentcore.sandbox.fs.ErrnoException;
import dev.agentcore.sandbox.fs.FileNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A directory as {@code fd_readdir} lists it: itself, its parent, then its entries. An entry's cookie is its position plus
 * one, so that a listing continues where the last one ended without counting. Immutable itself.
 *
 * <p>In {@code /dev/fd}, numbers that are not open are left out. The parent is listed with the directory's own inode number, as for a root.
 *
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#fd_readdir">WASI preview 1,
 *     fd_readdir</a>
 */
record DirectoryListing(Directory directory, Descriptors descriptors) {
    private static final int HEADER_BYTES = 24;

    /**
     * Lists from {@code cookie} on, which may be any number. The last entry is truncated where the buffer ends: only a listing
     * that does not fill the buffer is the last.
     *
     * @return the number of bytes written
     */
    long write(long cookie, WasiMemory memory, long buffer, long length) throws ErrnoException {
        long written = 0;
        Listed listed = listed(cookie);
        while (listed != null && written < length) {
            byte[] name = listed.entry().name().getBytes(StandardCharsets.UTF_8);
            written += cut(memory, buffer + written, length - written, header(listed, name.length));
            written += cut(memory, buffer + written, length - written, name);
            listed = listed(listed.position() + 1);
        }
        return written;
    }

    private @Nullable Listed listed(long index) {
        if (index < 0) {
            return null;
        }
        if (index < 2) {
            return new Listed(index, new Entry(index == 0 ? "." : "..", directory));
        }
        Listed listed = directory.listed(index - 2);
        while (listed != null
                && listed.entry().node() instanceof DescriptorName name
                && directory instanceof DescriptorDirectory
                && !descriptors.isOpen(name.fd())) {
            listed = directory.listed(listed.position() + 1);
        }
        return listed == null ? null : new Listed(listed.position() + 2, listed.entry());
    }

    private static byte[] header(Listed listed, int nameLength) {
        FileNode node = listed.entry().node();
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(listed.position() + 1)
                .putLong(node.inode())
                .putInt(nameLength)
                .put(FileType.of(node).code())
                .array();
    }

    private static int cut(WasiMemory memory, long address, long room, byte[] data) throws ErrnoException {
        int length = (int) Math.min(room, data.length);
        memory.writeBytes(address, data, 0, length);
        return length;
    }
}
