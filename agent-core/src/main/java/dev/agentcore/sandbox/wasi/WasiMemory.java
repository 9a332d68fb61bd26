// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.wasi;

import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.ErrnoException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The host's view of a guest's memory. Addresses and lengths come from the guest, as unsigned 32-bit numbers in 64 bits, and
 * may have any value: an access that is not wholly inside the memory fails with {@link Errno#FAULT}. Not thread-safe: used by
 * the thread that runs the guest.
 */
public record WasiMemory(GuestMemory memory) {
    private static final int MAXIMUM_PATH_BYTES = 4096;

    /** The size in bytes. */
    long size() {
        return (long) memory.pages() * GuestMemory.PAGE_SIZE;
    }

    /** Checks a range that will be written to later, before anything else is done. */
    void check(long address, long length) throws ErrnoException {
        if (address > size() - length) {
            throw new ErrnoException(Errno.FAULT);
        }
    }

    int readInt(long address) throws ErrnoException {
        check(address, Integer.BYTES);
        return memory.readInt((int) address);
    }

    long readLong(long address) throws ErrnoException {
        check(address, Long.BYTES);
        return memory.readLong((int) address);
    }

    short readShort(long address) throws ErrnoException {
        check(address, Short.BYTES);
        return memory.readShort((int) address);
    }

    byte readByte(long address) throws ErrnoException {
        check(address, Byte.BYTES);
        return memory.readByte((int) address);
    }

    /** A copy of some bytes. Callers bound {@code length}: memory is large. */
    public byte[] readBytes(long address, int length) throws ErrnoException {
        check(address, length);
        return memory.readBytes((int) address, length);
    }

    /** A path: at most 4096 bytes of valid UTF-8 without a NUL. */
    String readPath(long address, long length) throws ErrnoException {
        check(address, length);
        if (length > MAXIMUM_PATH_BYTES) {
            throw new ErrnoException(Errno.NAMETOOLONG);
        }
        try {
            String path = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(memory.readBytes((int) address, (int) length)))
                    .toString();
            if (path.indexOf('\0') >= 0) {
                throw new ErrnoException(Errno.INVAL);
            }
            return path;
        } catch (CharacterCodingException e) {
            throw new ErrnoException(Errno.ILSEQ);
        }
    }

    void writeByte(long address, byte value) throws ErrnoException {
        check(address, Byte.BYTES);
        memory.writeByte((int) address, value);
    }

    void writeShort(long address, short value) throws ErrnoException {
        check(address, Short.BYTES);
        memory.writeShort((int) address, value);
    }

    void writeInt(long address, int value) throws ErrnoException {
        check(address, Integer.BYTES);
        memory.writeInt((int) address, value);
    }

    void writeLong(long address, long value) throws ErrnoException {
        check(address, Long.BYTES);
        memory.writeLong((int) address, value);
    }

    void writeBytes(long address, byte[] source, int from, int length) throws ErrnoException {
        check(address, length);
        memory.writeBytes((int) address, source, from, length);
    }
}
