// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.RunIo;
import dev.agentcore.guest.PythonGuest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Runs CPython's own test modules, each in a separate sandbox. A program, not a test: python-guest's
 * {@code src/test/cpython/run} starts it, with the test-only guest on the class path, and judges what it leaves.
 *
 * <p>Usage: {@code CPythonTestRunner PROGRAM OUTPUT MODULE...}. The program gets the module's name as its argument; what it
 * prints goes to MODULE.out and MODULE.err in the folder OUTPUT, how it ended to MODULE.end.
 */
public final class CPythonTestRunner {
    private static final long MIB = 1 << 20;

    /** As a slot of the service has it: a test that needs more would show what users cannot do. */
    private static final long STACK_BYTES = 64 * MIB;

    /** The most that a user may ask for, but for the time: some modules take longer than any request may. */
    private static final Limits LIMITS = new Limits(Duration.ofHours(1), Duration.ofHours(1), 1024 * MIB, 1024 * MIB);

    private CPythonTestRunner() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        String program = Files.readString(Path.of(arguments[0]));
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        try (var runtime = new ChicoryPythonRuntime(PythonGuest.load(), 2)) {
            for (String module : List.of(arguments).subList(2, arguments.length)) {
                run(runtime, program, module, folder);
            }
        }
    }

    private static void run(ChicoryPythonRuntime runtime, String program, String module, Path folder)
            throws IOException {
        try (var stdout = Files.newOutputStream(folder.resolve(module + ".out"));
                var stderr = Files.newOutputStream(folder.resolve(module + ".err"))) {
            ExecutionResult result = onDeepStack(runtime, program, module, stdout, stderr);
            String end = "%s %.1f s, %d MiB%n"
                    .formatted(
                            result.outcome(),
                            result.usage().wallTime().toMillis() / 1000.0,
                            result.usage().peakMemoryBytes() / MIB);
            Files.writeString(folder.resolve(module + ".end"), end);
            System.out.printf("%s: %s", module, end);
        }
    }

    private static ExecutionResult onDeepStack(
            ChicoryPythonRuntime runtime, String program, String module, OutputStream stdout, OutputStream stderr) {
        var request = new ExecutionRequest(
                ExecutionId.random(),
                new PythonProgram(program, List.of(module), Map.of(), Bytes.empty(), List.of(), ResultFormat.NONE),
                LIMITS,
                Map.of());
        var ended = new CompletableFuture<ExecutionResult>();
        Thread.ofPlatform().stackSize(STACK_BYTES).start(() -> {
            try (var sandbox = runtime.open(request)) {
                ended.complete(sandbox.runAndFinish(
                        request.runSpec(),
                        new RunIo(
                                Bytes.empty(),
                                (stream, data, offset) ->
                                        write(stream == OutputStreamName.STDOUT ? stdout : stderr, data),
                                Cancellation.never())));
            } catch (Throwable failure) {
                ended.completeExceptionally(failure);
            }
        });
        return ended.join();
    }

    private static void write(OutputStream target, byte[] data) {
        try {
            target.write(data);
            target.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
