// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A guest's linear memory: one flat array, twice as fast as one of pages. Confined to the guest's thread.
 *
 * <p>The guest's own classes do not call it as a {@link Memory}: {@link Instructions} reads and writes the array for them,
 * and the stack pointer, which is here because every function of theirs is given this object and nothing else. As a
 * {@code Memory} it serves the host, and Chicory's interpreter in tests.
 *
 * <p>CPython grows its memory in hundreds of small steps, so the array grows by half at a time, and from half of the maximum
 * on to the maximum at once: while it grows, old and new array are there, and the two are never more than
 * {@link #mostBytes}.
 * Between the last page and the array's end, plain loads and stores do not trap, as the specification would have it,
 * because a second comparison in every access costs loops over memory a fifth of their speed. The bytes there belong to
 * this guest alone, are counted by {@link #capacity}, and are zeroed before they become a page. Bulk operations and the
 * host see the pages only.
 *
 * @see <a href="https://webassembly.github.io/spec/core/exec/instructions.html#memory-instructions">WebAssembly core
 *     specification, memory instructions</a>
 */
public final class LinearMemory implements Memory {
    private static final DataSegment[] NO_SEGMENTS = {};
    private static final byte[] NOTHING = {};

    private final int initialPages;
    private final int maximumPages;
    private final boolean restored;
    private final Consumer<byte[]> outgrown;

    /** Whoever reads or writes it without a check of {@link #pages} may reach beyond the last page. */
    byte[] bytes;

    /** The module's one mutable global, by convention its first: an address. */
    int stackPointer;

    private int pages;
    private int growthRefusals;
    private DataSegment[] segments = NO_SEGMENTS;
    private @Nullable Instance instance;

    private LinearMemory(byte[] bytes, int pages, int maximumPages, boolean restored, Consumer<byte[]> outgrown) {
        this.bytes = bytes;
        this.pages = pages;
        this.initialPages = pages;
        this.maximumPages = maximumPages;
        this.restored = restored;
        this.outgrown = outgrown;
    }

    /** A new memory, which takes the module's data segments when the module is instantiated. */
    public static LinearMemory fresh(MemoryLimits limits) {
        int maximumPages = Math.min(limits.maximumPages(), RUNTIME_MAX_PAGES);
        if (limits.initialPages() > maximumPages) {
            throw new IllegalArgumentException("initial pages over the maximum: " + limits);
        }
        return new LinearMemory(
                new byte[limits.initialPages() * PAGE_SIZE], limits.initialPages(), maximumPages, false, array -> {});
    }

    /**
     * A memory that begins as a copy of a snapshot. It ignores {@link #zero} and the module's active data segments: what
     * they would write is in the snapshot, and has been changed there since.
     *
     * @param copy the snapshot's bytes, whole pages of them; this memory's own until {@link #release}, or until it grows
     * @param maximumPages how many pages it may have
     * @param outgrown gets {@code copy}, on the guest's thread, when the memory has moved to a larger array
     */
    public static LinearMemory restored(byte[] copy, int maximumPages, Consumer<byte[]> outgrown) {
        int pages = copy.length / PAGE_SIZE;
        int bound = Math.min(maximumPages, RUNTIME_MAX_PAGES);
        if (pages > bound || copy.length % PAGE_SIZE != 0) {
            throw new IllegalArgumentException("%d bytes in at most %d pages".formatted(copy.length, bound));
        }
        return new LinearMemory(copy, pages, bound, true, outgrown);
    }

    /**
     * The most heap that a memory can take, in bytes: for the moment of growing to its maximum.
     *
     * @param maximumBytes how large it may be
     */
    public static long mostBytes(long maximumBytes) {
        return maximumBytes + maximumBytes / 2;
    }

    /** Gives its array away: the one that it was restored with, or a larger one. Every access traps from now on. */
    public byte[] release() {
        byte[] released = bytes;
        bytes = NOTHING;
        return released;
    }

    /** The instance whose memory this is, once there is one. */
    Instance instance() {
        return Objects.requireNonNull(instance, "not initialized");
    }

    /** The address in {@code __stack_pointer}, once there is an instance. */
    public int stackPointer() {
        return stackPointer;
    }

    /** Sets {@code __stack_pointer}, as a clone of a snapshot needs it; instantiation has set it to the module's. */
    public void setStackPointer(int address) {
        stackPointer = address;
    }

    /** How many pages there are. As none are ever given back, also how many there were at most. */
    @Override
    public int pages() {
        return pages;
    }

    /** How many bytes of heap it takes: at least its pages, at most its maximum, but for the moment of growing. */
    public int capacity() {
        return bytes.length;
    }

    /** How often the guest asked for more than it may have, or than there was. */
    public int growthRefusals() {
        return growthRefusals;
    }

    @Override
    public int initialPages() {
        return initialPages;
    }

    @Override
    public int maximumPages() {
        return maximumPages;
    }

    @Override
    public boolean shared() {
        return false;
    }

    /** {@inheritDoc} The guest may ask for any unsigned 32-bit number of pages. */
    @Override
    public int grow(int additionalPages) {
        long wanted = pages + Integer.toUnsignedLong(additionalPages);
        if (wanted > maximumPages || !reserve((int) wanted)) {
            growthRefusals++;
            return -1;
        }
        int previous = pages;
        // The guest may have written beyond its last page; a page that is new must be zero.
        Arrays.fill(bytes, previous * PAGE_SIZE, (int) wanted * PAGE_SIZE, (byte) 0);
        pages = (int) wanted;
        return previous;
    }

    private boolean reserve(int wantedPages) {
        int wanted = wantedPages * PAGE_SIZE;
        if (wanted <= bytes.length) {
            return true;
        }
        int generous = Math.max(wantedPages, pages + (pages >> 1));
        if (generous > maximumPages / 2) {
            generous = maximumPages;
        }
        return reallocate(generous * PAGE_SIZE) || reallocate(wanted);
    }

    private boolean reallocate(int length) {
        byte[] previous = bytes;
        try {
            bytes = Arrays.copyOf(previous, length);
        } catch (OutOfMemoryError e) {
            // Thrown before anything has changed, and for this guest's sake only: it sees a MemoryError.
            return false;
        }
        if (previous.length == initialPages * PAGE_SIZE) {
            outgrown.accept(previous);
        }
        return true;
    }

    @Override
    public void initialize(Instance instance, DataSegment[] dataSegments) {
        initialize(instance, dataSegments, 0);
    }

    @Override
    public void initialize(Instance instance, DataSegment[] dataSegments, int memoryIndex) {
        this.instance = instance;
        if (instance.module().globalSection().globalCount() > 0) {
            stackPointer = (int) instance.global(0).getValue();
        }
        segments = dataSegments == null ? NO_SEGMENTS : dataSegments;
        if (restored) {
            return;
        }
        for (DataSegment segment : segments) {
            if (segment instanceof ActiveDataSegment active && active.index() == memoryIndex) {
                int offset = (int) ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions())[0];
                if (!contains(offset, active.data().length)) {
                    throw new UninstantiableException("out of bounds memory access");
                }
                System.arraycopy(active.data(), 0, bytes, offset, active.data().length);
            }
        }
    }

    @Override
    public void zero() {
        if (!restored) {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public void initPassiveSegment(int segmentId, int destination, int offset, int size) {
        write(destination, segments[segmentId].data(), offset, size);
    }

    @Override
    public void drop(int segment) {
        // Chicory hands every instance the module's own array.
        segments = segments.clone();
        segments[segment] = PassiveDataSegment.EMPTY;
    }

    @Override
    public void fill(byte value, int from, int to) {
        // Chicory computes the end as a 32-bit sum: one that overflowed lies before the beginning.
        if (to < from || !contains(from, to - from)) {
            throw outOfBounds();
        }
        Arrays.fill(bytes, from, to, value);
    }

    @Override
    public void copy(int destination, int source, int size) {
        if (!contains(source, size) || !contains(destination, size)) {
            throw outOfBounds();
        }
        System.arraycopy(bytes, source, bytes, destination, size);
    }

    @Override
    public void write(int address, byte[] data, int offset, int size) {
        if (!contains(address, size) || !contains(offset, size, data.length)) {
            throw outOfBounds();
        }
        System.arraycopy(data, offset, bytes, address, size);
    }

    @Override
    public byte[] readBytes(int address, int length) {
        if (!contains(address, length)) {
            throw outOfBounds();
        }
        return Arrays.copyOfRange(bytes, address, address + length);
    }

    /** Traps unless these bytes are in the pages. Then {@code size} is not negative, either: no memory is that large. */
    void check(int address, int size) {
        if (!contains(address, size)) {
            throw outOfBounds();
        }
    }

    private boolean contains(int address, int size) {
        return contains(address, size, pages * PAGE_SIZE);
    }

    private static boolean contains(int from, int size, int limit) {
        return Integer.toUnsignedLong(from) + Integer.toUnsignedLong(size) <= limit;
    }

    private static WasmRuntimeException outOfBounds() {
        return new WasmRuntimeException("out of bounds memory access");
    }

    // As the guest's own instructions do it, but with Chicory's exception for a trap, which the host is ready for.

    @Override
    public byte read(int address) {
        try {
            return Instructions.load8(address, 0, this);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    @Override
    public void writeByte(int address, byte value) {
        try {
            Instructions.store8(address, value, 0, this);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    @Override
    public short readShort(int address) {
        try {
            return Instructions.load16(address, 0, this);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    @Override
    public long readU16(int address) {
        return readShort(address) & 0xffff;
    }

    @Override
    public void writeShort(int address, short value) {
        try {
            Instructions.store16(address, value, 0, this);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    @Override
    public int readInt(int address) {
        try {
            return Instructions.loadInt(address, 0, this);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    @Override
    public void writeI32(int address, int value) {
        try {
            Instructions.storeInt(address, value, 0, this);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    @Override
    public long readLong(int address) {
        try {
            return Instructions.loadLong(address, 0, this);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    @Override
    public void writeLong(int address, long value) {
        try {
            Instructions.storeLong(address, value, 0, this);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    @Override
    public float readFloat(int address) {
        try {
            return Instructions.loadFloat(address, 0, this);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    @Override
    public long readF32(int address) {
        return readInt(address);
    }

    @Override
    public void writeF32(int address, float value) {
        try {
            Instructions.storeFloat(address, value, 0, this);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    @Override
    public double readDouble(int address) {
        try {
            return Instructions.loadDouble(address, 0, this);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    @Override
    public long readF64(int address) {
        return readLong(address);
    }

    @Override
    public void writeF64(int address, double value) {
        try {
            Instructions.storeDouble(address, value, 0, this);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    // Threads: a guest has one, and Chicory's atomic operations all begin by asking for the lock.

    @Override
    @SuppressWarnings("removal")
    public Object lock(int address) {
        throw noThreads();
    }

    @Override
    @SuppressWarnings("removal")
    public int waitOn(int address, int expected, long timeout) {
        throw noThreads();
    }

    @Override
    @SuppressWarnings("removal")
    public int waitOn(int address, long expected, long timeout) {
        throw noThreads();
    }

    @Override
    @SuppressWarnings("removal")
    public int notify(int address, int maxThreads) {
        throw noThreads();
    }

    private static WasmRuntimeException noThreads() {
        return new WasmRuntimeException("atomic operations are not supported");
    }
}
