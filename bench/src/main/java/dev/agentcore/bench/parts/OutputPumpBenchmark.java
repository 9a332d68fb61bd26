// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.parts;

import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.sandbox.OutputPump;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The cost of passing a piece of output to a sink that accepts it at once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OutputPumpBenchmark {
    /** The size of a piece in bytes. */
    @Param({"80", "65536"})
    public int bytes;

    private OutputPump pump = new OutputPump(Long.MAX_VALUE, (stream, data, offset) -> {});
    private byte[] piece = {};

    /** Creates the piece and connects the pump. */
    @Setup
    public void setUp(Blackhole blackhole) {
        piece = new byte[bytes];
        pump = new OutputPump(Long.MAX_VALUE, (stream, data, offset) -> blackhole.consume(data));
    }

    /** Passes one piece. */
    @Benchmark
    public void pass() {
        pump.write(OutputStreamName.STDOUT, piece);
    }
}
