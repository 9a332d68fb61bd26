// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.guest;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.ChicoryException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The instructions of WebAssembly without an equivalent in the JVM: called by the guest's classes, and by
 * {@link LinearMemory}. The order of the operands is that of the guest's stack.
 *
 * <p>An access out of bounds throws an {@link IndexOutOfBoundsException}: translating it to another exception would only
 * make the code of every access larger. Address and offset are added in 32 bits: a sum that overflows wraps, while the
 * specification requires a trap. That saves a comparison in every access; the sum is still checked against the array's
 * bounds, so a guest reaches only its own memory.
 *
 * @see <a href="https://webassembly.github.io/spec/core/exec/instructions.html">WebAssembly core specification,
 *     instructions</a>
 */
public final class Instructions {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle FLOAT = view(float[].class);
    private static final VarHandle DOUBLE = view(double[].class);

    /** The number of bytes that are copied in a few milliseconds. */
    private static final int PIECE = 16 << 20;

    private Instructions() {}

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
    }

    /** {@code i32.load8_s}. */
    public static byte load8(int base, int offset, LinearMemory memory) {
        return memory.bytes[base + offset];
    }

    /** {@code i32.load16_s}. */
    public static short load16(int base, int offset, LinearMemory memory) {
        return (short) SHORT.get(memory.bytes, base + offset);
    }

    /** {@code i32.load}. */
    public static int loadInt(int base, int offset, LinearMemory memory) {
        return (int) INT.get(memory.bytes, base + offset);
    }

    /** {@code i64.load}. */
    public static long loadLong(int base, int offset, LinearMemory memory) {
        return (long) LONG.get(memory.bytes, base + offset);
    }

    /** {@code f32.load}. */
    public static float loadFloat(int base, int offset, LinearMemory memory) {
        return (float) FLOAT.get(memory.bytes, base + offset);
    }

    /** {@code f64.load}. */
    public static double loadDouble(int base, int offset, LinearMemory memory) {
        return (double) DOUBLE.get(memory.bytes, base + offset);
    }

    /** {@code i32.store8}. */
    public static void store8(int base, byte value, int offset, LinearMemory memory) {
        memory.bytes[base + offset] = value;
    }

    /** {@code i32.store16}. */
    public static void store16(int base, short value, int offset, LinearMemory memory) {
        SHORT.set(memory.bytes, base + offset, value);
    }

    /** {@code i32.store}. */
    public static void storeInt(int base, int value, int offset, LinearMemory memory) {
        INT.set(memory.bytes, base + offset, value);
    }

    /** {@code i64.store}. */
    public static void storeLong(int base, long value, int offset, LinearMemory memory) {
        LONG.set(memory.bytes, base + offset, value);
    }

    /** {@code f32.store}. */
    public static void storeFloat(int base, float value, int offset, LinearMemory memory) {
        FLOAT.set(memory.bytes, base + offset, value);
    }

    /** {@code f64.store}. */
    public static void storeDouble(int base, double value, int offset, LinearMemory memory) {
        DOUBLE.set(memory.bytes, base + offset, value);
    }

    /** {@code memory.copy}; in pieces, so that long copies can be interrupted. */
    public static void memoryCopy(int destination, int source, int size, LinearMemory memory) {
        if (Integer.compareUnsigned(size, PIECE) <= 0) {
            memory.copy(destination, source, size);
            return;
        }
        memory.check(source, size);
        memory.check(destination, size);
        // From the end at which no bytes are overwritten before they have been copied.
        boolean upwards = Integer.compareUnsigned(destination, source) <= 0;
        for (int left = size; left > 0; left -= PIECE) {
            checkInterruption(memory);
            int length = Math.min(PIECE, left);
            int at = upwards ? size - left : left - length;
            memory.copy(destination + at, source + at, length);
        }
    }

    /** {@code memory.fill}; in pieces, as above. */
    public static void memoryFill(int address, byte value, int size, LinearMemory memory) {
        if (Integer.compareUnsigned(size, PIECE) <= 0) {
            memory.fill(value, address, address + size);
            return;
        }
        memory.check(address, size);
        for (int left = size; left > 0; left -= PIECE) {
            checkInterruption(memory);
            int from = address + size - left;
            memory.fill(value, from, from + Math.min(PIECE, left));
        }
    }

    /** {@code memory.grow}. */
    public static int memoryGrow(int pages, LinearMemory memory) {
        return memory.grow(pages);
    }

    /** {@code memory.size}. */
    public static int memorySize(LinearMemory memory) {
        return memory.pages();
    }

    /** {@code global.get} of the stack pointer. */
    public static int stackPointer(LinearMemory memory) {
        return memory.stackPointer;
    }

    /** {@code global.set} of the stack pointer. */
    public static void setStackPointer(int address, LinearMemory memory) {
        if (Integer.compareUnsigned(address, memory.stackEnd) < 0) {
            throw stackExhausted();
        }
        memory.stackPointer = address;
    }

    private static RuntimeException stackExhausted() {
        return new StackExhaustedException();
    }

    /** {@code global.get} of any other. */
    public static long global(int index, LinearMemory memory) {
        return memory.instance().global(index).getValue();
    }

    /** {@code call} of a host function. */
    public static long[] callHost(Instance instance, int function, long[] arguments) {
        return instance.imports().function(function).handle().apply(instance, arguments);
    }

    /** The instance whose memory this is. */
    public static Instance instance(LinearMemory memory) {
        return memory.instance();
    }

    /** The check that lets the host interrupt a guest: in every loop and every cycle of calls. */
    public static void checkInterruption(LinearMemory memory) {
        if (memory.attention) {
            memory.attend();
        }
    }

    /** {@code unreachable}. */
    public static RuntimeException unreachable() {
        return new TrapException("Trapped on unreachable instruction");
    }

    /** A call of an element that is not a function of the expected type. */
    public static RuntimeException notCallable() {
        return new ChicoryException("no function of this type");
    }

    /** Decodes the constant of a generated class: two characters for each number, the upper half first. */
    public static int[] table(String encoded) {
        int[] entries = new int[encoded.length() / 2];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = encoded.charAt(2 * i) << 16 | encoded.charAt(2 * i + 1);
        }
        return entries;
    }
}
