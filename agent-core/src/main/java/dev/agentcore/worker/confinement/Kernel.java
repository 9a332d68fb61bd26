// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker.confinement;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * System calls, by {@code syscall} of the C library: it has no functions for Landlock and seccomp, and none of its functions
 * changes one thread only. Thread-safe.
 */
@SuppressWarnings("restricted") // calling native code is what it is for
final class Kernel {
    private static final int ARGUMENTS = 6;
    private static final long ERRNO =
            Linker.Option.captureStateLayout().byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private final Architecture architecture;
    private final MethodHandle function;

    Kernel(Architecture architecture) {
        this.architecture = architecture;
        Linker linker = Linker.nativeLinker();
        MemoryLayout[] parameters = new MemoryLayout[1 + ARGUMENTS];
        Arrays.fill(parameters, JAVA_LONG);
        function = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, parameters),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
    }

    Architecture architecture() {
        return architecture;
    }

    /**
     * Calls it on this thread.
     *
     * @param arguments at most six; addresses must remain valid until it returns
     * @return its result, or its error number as a negative one
     */
    long call(SystemCall call, long... arguments) {
        long[] all = Arrays.copyOf(arguments, ARGUMENTS);
        return call(call.number(architecture), all[0], all[1], all[2], all[3], all[4], all[5]);
    }

    private long call(long number, long first, long second, long third, long fourth, long fifth, long sixth) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long result = (long) function.invokeExact(state, number, first, second, third, fourth, fifth, sixth);
            return result == -1 ? -state.get(JAVA_INT, ERRNO) : result;
        } catch (Throwable thrown) {
            throw new IllegalStateException("a system call could not be made", thrown);
        }
    }
}
