// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine;

/**
 * The linear memory of an instance. Addresses are unsigned 32-bit numbers; multi-byte values are little-endian. Used by
 * one thread at a time.
 *
 * <p>Each access is checked: one that is not wholly inside the memory throws a {@link GuestTrapException} and has no effect.
 */
public interface GuestMemory {
    /** The size of a page in bytes. */
    int PAGE_SIZE = 1 << 16;

    /** The size in pages. Memory never shrinks, so this is also the peak. */
    int pages();

    /** How often growing the memory failed, by its limit or the host's. Never decreases. */
    int growthRefusals();

    /**
     * Grows the memory.
     *
     * @return the previous size in pages; -1 if the memory cannot grow
     */
    int grow(int additionalPages);

    /** Reads a byte. */
    byte readByte(int address);

    /** Reads two bytes. */
    short readShort(int address);

    /** Reads four bytes. */
    int readInt(int address);

    /** Reads eight bytes. */
    long readLong(int address);

    /** Copies bytes out of the memory. */
    byte[] readBytes(int address, int length);

    /** Writes a byte. */
    void writeByte(int address, byte value);

    /** Writes two bytes. */
    void writeShort(int address, short value);

    /** Writes four bytes. */
    void writeInt(int address, int value);

    /** Writes eight bytes. */
    void writeLong(int address, long value);

    /** Copies {@code length} bytes of {@code source}, from index {@code from} on, into the memory. */
    void writeBytes(int address, byte[] source, int from, int length);
}
