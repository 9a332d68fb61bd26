// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.wasmtime;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.GuestTrapException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The host's access to a mapping, until it is closed: each access is compared with the size that the memory has then. Not
 * thread-safe.
 */
final class NativeMemory implements GuestMemory {
    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final NativeMapping mapping;
    private MemorySegment bytes;
    private MemorySegment control;
    private boolean closed;

    NativeMemory(NativeMapping mapping) {
        this.mapping = mapping;
        bytes = mapping.bytes();
        control = mapping.control();
    }

    /** No access reaches the mapping from now on, which may be another sandbox's or nobody's. */
    void close() {
        closed = true;
        bytes = MemorySegment.NULL;
        control = MemorySegment.NULL;
    }

    private long size() {
        return closed ? 0 : control.get(JAVA_LONG, Interface.CONTROL_SIZE.value());
    }

    @Override
    public int pages() {
        return (int) (size() / PAGE_SIZE);
    }

    @Override
    public int growthRefusals() {
        return closed ? 0 : control.get(ValueLayout.JAVA_INT, Interface.CONTROL_REFUSALS.value());
    }

    @Override
    public int grow(int additionalPages) {
        if (closed) {
            return -1;
        }
        long before = mapping.grow(Integer.toUnsignedLong(additionalPages) * PAGE_SIZE);
        return before < 0 ? -1 : (int) (before / PAGE_SIZE);
    }

    @Override
    public byte readByte(int address) {
        return bytes.get(JAVA_BYTE, checked(address, Byte.BYTES));
    }

    @Override
    public short readShort(int address) {
        return bytes.get(SHORT, checked(address, Short.BYTES));
    }

    @Override
    public int readInt(int address) {
        return bytes.get(INT, checked(address, Integer.BYTES));
    }

    @Override
    public long readLong(int address) {
        return bytes.get(LONG, checked(address, Long.BYTES));
    }

    @Override
    public byte[] readBytes(int address, int length) {
        long from = checked(address, length);
        var copy = new byte[length];
        MemorySegment.copy(bytes, JAVA_BYTE, from, copy, 0, length);
        return copy;
    }

    @Override
    public void writeByte(int address, byte value) {
        bytes.set(JAVA_BYTE, checked(address, Byte.BYTES), value);
    }

    @Override
    public void writeShort(int address, short value) {
        bytes.set(SHORT, checked(address, Short.BYTES), value);
    }

    @Override
    public void writeInt(int address, int value) {
        bytes.set(INT, checked(address, Integer.BYTES), value);
    }

    @Override
    public void writeLong(int address, long value) {
        bytes.set(LONG, checked(address, Long.BYTES), value);
    }

    @Override
    public void writeBytes(int address, byte[] source, int from, int length) {
        MemorySegment.copy(source, from, bytes, JAVA_BYTE, checked(address, length), length);
    }

    /** A length that is negative is a large one. */
    private long checked(int address, int length) {
        long from = Integer.toUnsignedLong(address);
        if (from + Integer.toUnsignedLong(length) > size() || length < 0) {
            throw new GuestTrapException(GuestTrapException.Kind.MEMORY, "out of bounds memory access", null);
        }
        return from;
    }
}
