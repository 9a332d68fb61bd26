// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.worker;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.CancellationSource;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.OutputSink;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.RunLimits;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.SandboxSpec;
import dev.agentcore.execution.Tenant;
import dev.agentcore.worker.process.WorkerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A runtime in real worker processes, on the engine of the property {@code agent-core.engine}. */
final class TestWorkers implements AutoCloseable {
    static final RunLimits LIMITS = new RunLimits(Duration.ofSeconds(60), Duration.ofSeconds(60), 8 << 20);

    private static final long STACK_BYTES = 64 << 20;
    private static final long HEAP_BYTES = 512 << 20;
    private static final int SLOTS = 4;
    private static final long POLL_MILLIS = 50;

    private final WorkerPythonRuntime runtime;

    TestWorkers(int processes) {
        String engine = System.getProperty("agent-core.engine", Interpreter.JVM);
        runtime = new WorkerPythonRuntime(new WorkerSettings(
                new WorkerOptions(engine, SLOTS, STACK_BYTES, 64, List.of()),
                processes,
                ClassPathJars.text(),
                HEAP_BYTES));
    }

    WorkerPythonRuntime runtime() {
        return runtime;
    }

    Sandbox open(Tenant tenant) {
        return runtime.open(new SandboxSpec(tenant, "", 256 << 20, 8 << 20, List.of()));
    }

    /** The only worker of a tenant. */
    long pid(Tenant tenant) {
        return runtime.pids(tenant).getFirst();
    }

    static void signal(String signal, long pid) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill failed with " + status);
        }
    }

    /** Sends SIGSTOP, and waits until all threads of the process have stopped: on a busy machine they go on for a moment. */
    static void stop(long pid) throws IOException, InterruptedException {
        signal("STOP", pid);
        while (!isStopped(pid)) {
            Thread.sleep(1);
        }
    }

    private static boolean isStopped(long pid) throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                String status = Files.readString(thread.resolve("stat"));
                if (!status.startsWith(") T ", status.lastIndexOf(')'))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Begins a program in a sandbox of its own. */
    Program start(Tenant tenant, String code) {
        return start(tenant, code, LIMITS);
    }

    Program start(Tenant tenant, String code, RunLimits limits) {
        var program = new Program();
        Thread.ofPlatform().start(() -> {
            try (Sandbox sandbox = open(tenant)) {
                program.end.complete(
                        sandbox.runAndFinish(spec(code, limits), new RunIo(Bytes.empty(), program, program.stop)));
            } catch (Throwable failure) {
                program.end.completeExceptionally(failure);
            }
        });
        return program;
    }

    static RunSpec spec(String code, RunLimits limits) {
        return new RunSpec(ExecutionId.random(), code, List.of(), Map.of(), ResultFormat.NONE, limits);
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** A program that runs. */
    static final class Program implements OutputSink {
        private final CompletableFuture<ExecutionResult> end = new CompletableFuture<>();
        private final CancellationSource stop = new CancellationSource();
        private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

        @Override
        public synchronized void output(OutputStreamName stream, byte[] data, long offset) {
            printed.writeBytes(data);
            notifyAll();
        }

        /** Waits until it has printed so many bytes, or has ended. */
        synchronized void awaitOutput(int bytes) throws InterruptedException {
            while (printed.size() < bytes && !end.isDone()) {
                wait(POLL_MILLIS);
            }
        }

        synchronized String printed() {
            return printed.toString(StandardCharsets.UTF_8);
        }

        void cancel() {
            stop.request();
        }

        ExecutionResult end() {
            return end.join();
        }
    }
}
