// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.parts;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ByteBufferMemory;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.agentcore.guest.Instructions;
import dev.agentcore.guest.LinearMemory;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A guest's loads and stores of 32 bits: this project's memory as the rewritten classes use it, compared with Chicory's two
 * memories, through the interface that Chicory's own classes use.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LinearMemoryBenchmark {
    /** Each JVM uses one of them. */
    public enum Implementation {
        /** This project's memory. */
        LINEAR_MEMORY,
        /** Chicory's memory on an array. */
        CHICORY_ARRAY,
        /** Chicory's memory on a buffer. */
        CHICORY_BUFFER
    }

    private static final int PAGES = 64;
    private static final int ACCESSES = 1 << 14;

    /** The memory. */
    @Param
    public Implementation implementation = Implementation.LINEAR_MEMORY;

    /** The operations of a guest's class. Each JVM loads one implementation. */
    private interface Words {
        int load(int address);

        void store(int address, int value);
    }

    private record Rewritten(LinearMemory memory) implements Words {
        @Override
        public int load(int address) {
            return Instructions.loadInt(address, 0, memory);
        }

        @Override
        public void store(int address, int value) {
            Instructions.storeInt(address, value, 0, memory);
        }
    }

    private record Generated(Memory memory) implements Words {
        @Override
        public int load(int address) {
            return memory.readInt(address);
        }

        @Override
        public void store(int address, int value) {
            memory.writeI32(address, value);
        }
    }

    private final int[] addresses = new int[ACCESSES];

    @SuppressWarnings("NullAway.Init")
    private Words memory;

    /** Creates the memory, and random addresses. */
    @Setup
    public void setUp() {
        var limits = new MemoryLimits(PAGES, PAGES);
        memory = switch (implementation) {
            case LINEAR_MEMORY -> new Rewritten(LinearMemory.fresh(limits));
            case CHICORY_ARRAY -> new Generated(new ByteArrayMemory(limits));
            case CHICORY_BUFFER -> new Generated(new ByteBufferMemory(limits));
        };
        var random = new Random(1);
        for (int i = 0; i < ACCESSES; i++) {
            addresses[i] = random.nextInt(PAGES * Memory.PAGE_SIZE / Integer.BYTES) * Integer.BYTES;
        }
    }

    /** Sequential loads. */
    @Benchmark
    @OperationsPerInvocation(ACCESSES)
    public int loadSequential() {
        int sum = 0;
        for (int i = 0; i < ACCESSES; i++) {
            sum += memory.load(i * Integer.BYTES);
        }
        return sum;
    }

    /** Random loads in four megabytes. */
    @Benchmark
    @OperationsPerInvocation(ACCESSES)
    public int loadRandom() {
        int sum = 0;
        for (int address : addresses) {
            sum += memory.load(address);
        }
        return sum;
    }

    /** Sequential stores. */
    @Benchmark
    @OperationsPerInvocation(ACCESSES)
    public Object storeSequential() {
        for (int i = 0; i < ACCESSES; i++) {
            memory.store(i * Integer.BYTES, i);
        }
        return memory;
    }

    /** Random stores in four megabytes. */
    @Benchmark
    @OperationsPerInvocation(ACCESSES)
    public Object storeRandom() {
        for (int address : addresses) {
            memory.store(address, address);
        }
        return memory;
    }
}
