package dev.agentcore.sandbox;

import dev.agentcore.sandbox.Directory.Entry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A directory as {@code fd_readdir} lists it: itself, what is above it, then its entries. An entry's cookie is its index
 * plus one, so that a listing goes on where the last one ended without counting. Immutable.
 *
 * <p>What is above a directory shows the directory's own number, as that of a root does.
 *
 * @see <a href="https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#fd_readdir">WASI preview 1,
 *     fd_readdir</a>
 */
record DirectoryListing(Directory directory) {
    private static final int HEADER_BYTES = 24;

    /**
     * Lists from {@code cookie} on, which may be anything. The last entry is cut where the buffer ends, and then the
     * buffer is full: only a listing that leaves some of it free is the last.
     *
     * @return how many bytes were written
     */
    long write(long cookie, GuestMemory memory, long buffer, long length) throws ErrnoException {
        long written = 0;
        int count = directory.entries().size() + 2;
        for (long index = cookie < 0 ? count : cookie; index < count && written < length; index++) {
            byte[] name = entry((int) index).name().getBytes(StandardCharsets.UTF_8);
            written += cut(memory, buffer + written, length - written, header(index, name.length));
            written += cut(memory, buffer + written, length - written, name);
        }
        return written;
    }

    private Entry entry(int index) {
        return switch (index) {
            case 0 -> new Entry(".", directory);
            case 1 -> new Entry("..", directory);
            default -> directory.entries().get(index - 2);
        };
    }

    private byte[] header(long index, int nameLength) {
        FileNode node = entry((int) index).node();
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(index + 1)
                .putLong(node.inode())
                .putInt(nameLength)
                .put(FileType.of(node).code())
                .array();
    }

    private static int cut(GuestMemory memory, long address, long room, byte[] data) throws ErrnoException {
        int length = (int) Math.min(room, data.length);
        memory.writeBytes(address, data, 0, length);
        return length;
    }
}
