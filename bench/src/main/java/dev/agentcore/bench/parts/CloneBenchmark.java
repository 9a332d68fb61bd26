// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.parts;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.guest.PythonGuest;
import dev.agentcore.sandbox.GuestPythonRuntime;
import dev.agentcore.sandbox.engine.GuestInstance;
import dev.agentcore.sandbox.engine.GuestModule;
import dev.agentcore.sandbox.engine.HostFunction;
import dev.agentcore.sandbox.engine.ValueType;
import dev.agentcore.sandbox.engine.chicory.SnapshotModule;
import dev.agentcore.sandbox.fs.GuestFiles;
import dev.agentcore.sandbox.wasi.Preopen;
import dev.agentcore.sandbox.wasi.WasiEnvironment;
import dev.agentcore.sandbox.wasi.WasiHost;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The parts of cloning the snapshot: the copy of its memory, and the instance. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CloneBenchmark {
    private final PythonGuest guest = PythonGuest.load();
    private final byte[] image = guest.snapshot().memory();
    private final byte[] used = image.clone();
    private final GuestFiles files = new GuestFiles(guest.standardLibrary(), List.of());
    private final SecureRandom random = new SecureRandom();
    private final GuestModule module = new SnapshotModule(guest, 2);
    private final GuestPythonRuntime runtime = new GuestPythonRuntime(guest, 2);
    private final ExecutionRequest request = new ExecutionRequest(
            ExecutionId.random(),
            PythonProgram.of("pass"),
            LimitsPolicy.defaultPolicy().defaults(),
            Map.of());

    /** Ends the runtime's threads. */
    @TearDown
    public void tearDown() {
        runtime.close();
        module.close();
    }

    /** A copy of the memory in a new array. */
    @Benchmark
    public byte[] copyIntoNewArray() {
        return image.clone();
    }

    /** A copy of the memory in a reused array. */
    @Benchmark
    public byte[] copyIntoUsedArray() {
        System.arraycopy(image, 0, used, 0, image.length);
        return used;
    }

    /** An instance of the guest with its host, created and closed. */
    @Benchmark
    public Object instance() {
        var wasi = new WasiHost(new WasiEnvironment(
                List.of(new Preopen("/", files.forRun(List.of(), 0).root())),
                Bytes.empty(),
                (stream, data) -> {},
                random,
                InstantSource.system()));
        var imports = new ArrayList<>(wasi.hostFunctions());
        imports.add(new HostFunction(
                PythonGuest.HOST_MODULE,
                "report",
                List.of(ValueType.I32, ValueType.I32),
                false,
                (memory, arguments) -> 0));
        try (GuestInstance instance =
                module.instantiate(imports, guest.snapshot().pages())) {
            return instance;
        }
    }

    /** A sandbox opened and closed, as for each run; the runtime's background thread makes the copies if it keeps up. */
    @Benchmark
    public Object openAndClose() {
        try (Sandbox sandbox = runtime.open(request)) {
            return sandbox;
        }
    }
}
