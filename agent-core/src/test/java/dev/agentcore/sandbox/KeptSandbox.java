// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.FrozenSandbox;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.ProgramFile;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.RunLimits;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.SandboxSpec;
import dev.agentcore.execution.Tenant;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A sandbox of the real runtime for several programs, each on a new thread with a large stack. */
record KeptSandbox(Sandbox sandbox) implements AutoCloseable {
    static final RunLimits LIMITS = new RunLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), 1 << 20);

    private static final long STACK_BYTES = 64 << 20;

    /** One with a megabyte of scratch. */
    static KeptSandbox open(ProgramFile... files) {
        return open(256 << 20, files);
    }

    /** One with a megabyte of scratch, and a limit of memory. */
    static KeptSandbox open(long memoryBytes, ProgramFile... files) {
        return new KeptSandbox(
                Python.runtime().open(new SandboxSpec(Tenant.ANYBODY, "", memoryBytes, 1 << 20, List.of(files))));
    }

    /** Another in the state of {@code frozen}. */
    static KeptSandbox open(FrozenSandbox frozen) {
        return new KeptSandbox(frozen.open());
    }

    KeptSandbox fork() {
        return new KeptSandbox(sandbox.fork());
    }

    static RunSpec spec(String code) {
        return spec(code, LIMITS);
    }

    static RunSpec spec(String code, RunLimits limits) {
        return new RunSpec(ExecutionId.random(), code, List.of(), Map.of(), ResultFormat.NONE, limits);
    }

    /** Runs a program that another may follow. */
    Python.Run run(String code) {
        return run(spec(code), "");
    }

    Python.Run run(RunSpec spec, String stdin) {
        return run(spec, stdin, Cancellation.never());
    }

    Python.Run run(RunSpec spec, String stdin, Cancellation cancellation) {
        var stdout = new ByteArrayOutputStream();
        var stderr = new ByteArrayOutputStream();
        return onThread(() -> told(sandbox.run(spec, io(stdin, stdout, stderr, cancellation)), stdout, stderr));
    }

    /** Runs the last program. */
    Python.Run finish(String code) {
        var stdout = new ByteArrayOutputStream();
        var stderr = new ByteArrayOutputStream();
        return onThread(() ->
                told(sandbox.runAndFinish(spec(code), io("", stdout, stderr, Cancellation.never())), stdout, stderr));
    }

    private static RunIo io(
            String stdin, ByteArrayOutputStream stdout, ByteArrayOutputStream stderr, Cancellation cancellation) {
        return new RunIo(
                Bytes.copyOf(stdin.getBytes(StandardCharsets.UTF_8)),
                (stream, data, offset) -> (stream == OutputStreamName.STDOUT ? stdout : stderr).writeBytes(data),
                cancellation);
    }

    private static Python.Run told(ExecutionResult result, ByteArrayOutputStream stdout, ByteArrayOutputStream stderr) {
        return new Python.Run(result, stdout.toString(StandardCharsets.UTF_8), stderr.toString(StandardCharsets.UTF_8));
    }

    /** Does something on a new thread with a large stack. */
    static <T> T onThread(Supplier<T> run) {
        var ended = new CompletableFuture<T>();
        Thread.ofPlatform().stackSize(STACK_BYTES).start(() -> {
            try {
                ended.complete(run.get());
            } catch (Throwable failure) {
                ended.completeExceptionally(failure);
            }
        });
        try {
            return ended.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw failed;
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
