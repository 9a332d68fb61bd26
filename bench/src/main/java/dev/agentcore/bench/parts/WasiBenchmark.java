// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.parts;

import dev.agentcore.execution.Bytes;
import dev.agentcore.sandbox.engine.GuestMemory;
import dev.agentcore.sandbox.engine.chicory.ChicoryMemory;
import dev.agentcore.sandbox.fs.Errno;
import dev.agentcore.sandbox.fs.FileTreeBuilder;
import dev.agentcore.sandbox.wasi.Arguments;
import dev.agentcore.sandbox.wasi.GuestClocks;
import dev.agentcore.sandbox.wasi.Preopen;
import dev.agentcore.sandbox.wasi.WasiEnvironment;
import dev.agentcore.sandbox.wasi.WasiFunction;
import dev.agentcore.sandbox.wasi.WasiHost;
import dev.agentcore.sandbox.wasi.WasiMemory;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A guest's calls of its host, including all checks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WasiBenchmark {
    private static final int LINE_VECTOR = 0;
    private static final int PIECE_VECTOR = 8;
    private static final int RESULT = 64;
    private static final int BUFFER = 1 << 16;
    private static final int LINE_BYTES = 80;
    private static final int PIECE_BYTES = 1 << 16;

    private final GuestMemory memory = ChicoryMemory.fresh(2, 2);
    private final List<WasiFunction> functions = new WasiHost(new WasiEnvironment(
                    List.of(new Preopen("/", new FileTreeBuilder(Instant.EPOCH).build())),
                    Bytes.empty(),
                    (stream, data) -> taken = data,
                    new SecureRandom(),
                    InstantSource.system()))
            .wasiFunctions();
    private final WasiFunction write = function("fd_write");
    private final WasiFunction time = function("clock_time_get");

    /** The last output: keeps the compiler from removing the consumer. */
    public byte[] taken = {};

    /** Writes the calls' arguments into memory. */
    public WasiBenchmark() {
        memory.writeInt(LINE_VECTOR, BUFFER);
        memory.writeInt(LINE_VECTOR + Integer.BYTES, LINE_BYTES);
        memory.writeInt(PIECE_VECTOR, BUFFER);
        memory.writeInt(PIECE_VECTOR + Integer.BYTES, PIECE_BYTES);
    }

    /** {@code fd_write} of 80 bytes. */
    @Benchmark
    public Object writeLine() {
        return call(write, 1, LINE_VECTOR, 1, RESULT);
    }

    /** {@code fd_write} of 64 KiB. */
    @Benchmark
    public Object writePiece() {
        return call(write, 1, PIECE_VECTOR, 1, RESULT);
    }

    /** {@code clock_time_get} of the wall clock. */
    @Benchmark
    public Object realtime() {
        return call(time, GuestClocks.REALTIME, 1, RESULT);
    }

    /** {@code clock_time_get} of the monotonic clock. */
    @Benchmark
    public Object monotonicTime() {
        return call(time, GuestClocks.MONOTONIC, 1, RESULT);
    }

    /** {@code clock_time_get} of the processor time. */
    @Benchmark
    public Object processorTime() {
        return call(time, GuestClocks.PROCESS_CPUTIME, 1, RESULT);
    }

    private Errno call(WasiFunction function, long... arguments) {
        Errno errno = function.call(new WasiMemory(memory), new Arguments(arguments));
        if (errno != Errno.SUCCESS) {
            throw new IllegalStateException(function.name() + " failed: " + errno);
        }
        return errno;
    }

    private WasiFunction function(String name) {
        return functions.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
