// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
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
 * A guest's linear memory: one flat array, which is twice as fast as separate pages. Confined to the guest's thread; if
 * the guest has several, to the one that runs, but for {@link #requestAttention}.
 *
 * <p>The guest's classes do not use it as a {@link Memory}: {@link Instructions} accesses the array for them, and the stack
 * pointer, which is here because this object is the only one that each of their functions gets. The host uses it as a
 * {@code Memory}, and so does Chicory's interpreter in tests.
 *
 * <p>CPython grows its memory in hundreds of small steps, so the array grows by half at a time, and from half of the maximum
 * to the maximum at once: while it grows, the old and the new array both exist, and together never exceed
 * {@link #mostBytes}.
 * Between the last page and the array's end, plain loads and stores do not trap as the specification requires, because a
 * second comparison in every access would slow down loops over memory by a fifth. The bytes there belong to this guest only,
 * are counted by {@link #capacity}, and are zeroed before they become part of a page. Bulk operations and the host see only
 * the pages.
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

    /** An access without a check of {@link #pages} may be beyond the last page. */
    byte[] bytes;

    /** Whether the thread that runs the guest is to {@link #attend}. Written by any thread. */
    volatile boolean attention;

    private Runnable attendant = this::stopIfInterrupted;

    /** The module's one mutable global, by convention its first: an address. */
    int stackPointer;

    /** The stack pointer's least address; 0 for the main thread's stack, below which there is no memory. */
    int stackEnd;

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
     * A memory that begins as a copy of a snapshot. It ignores {@link #zero} and the module's active data segments: their data
     * is in the snapshot, where it may have been changed.
     *
     * @param copy the snapshot's bytes, whole pages; owned by this memory until {@link #release}, or until it grows
     * @param maximumPages the maximum number of pages
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
     * The maximum heap of a memory in bytes, which it takes while it grows to its maximum.
     *
     * @param maximumBytes its maximum size
     */
    public static long mostBytes(long maximumBytes) {
        return maximumBytes + maximumBytes / 2;
    }

    /** Releases and returns its array: the one that it was restored with, or a larger one. Later accesses trap. */
    public byte[] release() {
        byte[] released = bytes;
        bytes = NOTHING;
        return released;
    }

    /** The instance with this memory, once there is one. */
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

    /** The least address that the stack pointer may have. */
    public int stackEnd() {
        return stackEnd;
    }

    /**
     * Sets the stack that the guest runs on from now on. If the stack pointer falls below its end, the guest traps.
     *
     * @param address the stack pointer
     * @param end its least address; 0 for none
     */
    public void setStack(int address, int end) {
        stackPointer = address;
        stackEnd = end;
    }

    /**
     * Sets what the thread that runs the guest does after {@link #requestAttention}. By default, it throws a
     * {@link ChicoryInterruptedException} if the thread is interrupted.
     *
     * @param attendant called within the guest's code: between any two of its instructions, but not within one; what it
     *     throws ends the guest's call
     */
    public void onAttention(Runnable attendant) {
        this.attendant = attendant;
    }

    /** Has the thread that runs the guest, now or next, call what {@link #onAttention} set, once and soon. Thread-safe. */
    public void requestAttention() {
        attention = true;
    }

    void attend() {
        attention = false;
        attendant.run();
    }

    private void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            attention = true;
            throw new ChicoryInterruptedException("Thread interrupted");
        }
    }

    /** The number of pages. Since pages are never released, this is also the peak. */
    @Override
    public int pages() {
        return pages;
    }

    /** The bytes of heap that it takes: at least its pages, at most its maximum, except while it grows. */
    public int capacity() {
        return bytes.length;
    }

    /** How often the memory could not grow, by its maximum or the heap's. */
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

    /** {@inheritDoc} The guest may request any unsigned 32-bit number of pages. */
    @Override
    public int grow(int additionalPages) {
        long wanted = pages + Integer.toUnsignedLong(additionalPages);
        if (wanted > maximumPages || !reserve((int) wanted)) {
            growthRefusals++;
            return -1;
        }
        int previous = pages;
        // The guest may have written beyond its last page; a new page must be zero.
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
            // Thrown before anything has changed, and affects only this guest, which sees a MemoryError.
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
        // Chicory passes the module's own array to every instance.
        segments = segments.clone();
        segments[segment] = PassiveDataSegment.EMPTY;
    }

    @Override
    public void fill(byte value, int from, int to) {
        // Chicory computes the end as a 32-bit sum: after an overflow it is before the beginning.
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

    // Like the guest's own instructions, but with Chicory's exception for a trap, which the host expects.

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

    // A guest has one thread, and Chicory's atomic operations all begin by requesting the lock.

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
