// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.engine.chicory;

import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.agentcore.guest.LinearMemory;
import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.GuestTrapException;

/** The host's access to a {@link LinearMemory}. Not thread-safe. */
public final class ChicoryMemory implements GuestMemory {
    private final LinearMemory memory;

    /** A view of {@code memory}. */
    public ChicoryMemory(LinearMemory memory) {
        this.memory = memory;
    }

    /** A new memory that is all zeros. */
    public static ChicoryMemory fresh(int pages, int maximumPages) {
        return new ChicoryMemory(LinearMemory.fresh(new MemoryLimits(pages, maximumPages)));
    }

    @Override
    public int pages() {
        return memory.pages();
    }

    @Override
    public int growthRefusals() {
        return memory.growthRefusals();
    }

    @Override
    public int grow(int additionalPages) {
        return memory.grow(additionalPages);
    }

    @Override
    public byte readByte(int address) {
        check(address, Byte.BYTES);
        return memory.read(address);
    }

    @Override
    public short readShort(int address) {
        check(address, Short.BYTES);
        return memory.readShort(address);
    }

    @Override
    public int readInt(int address) {
        check(address, Integer.BYTES);
        return memory.readInt(address);
    }

    @Override
    public long readLong(int address) {
        check(address, Long.BYTES);
        return memory.readLong(address);
    }

    @Override
    public byte[] readBytes(int address, int length) {
        check(address, length);
        return memory.readBytes(address, length);
    }

    @Override
    public void writeByte(int address, byte value) {
        check(address, Byte.BYTES);
        memory.writeByte(address, value);
    }

    @Override
    public void writeShort(int address, short value) {
        check(address, Short.BYTES);
        memory.writeShort(address, value);
    }

    @Override
    public void writeInt(int address, int value) {
        check(address, Integer.BYTES);
        memory.writeI32(address, value);
    }

    @Override
    public void writeLong(int address, long value) {
        check(address, Long.BYTES);
        memory.writeLong(address, value);
    }

    @Override
    public void writeBytes(int address, byte[] source, int from, int length) {
        check(address, length);
        memory.write(address, source, from, length);
    }

    /** The array may be larger than the memory: only pages that the guest has allocated count. */
    private void check(int address, int length) {
        if (Integer.toUnsignedLong(address) + Integer.toUnsignedLong(length)
                > Integer.toUnsignedLong(memory.pages() * PAGE_SIZE)) {
            throw new GuestTrapException(GuestTrapException.Kind.MEMORY, "out of bounds memory access", null);
        }
    }
}
