// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox.command;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputStreamName;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.RunIo;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first program of an unknown interpreter: it reports the interpreter's version. Used once. */
final class InterpreterProbe {
    private static final long STACK_BYTES = 64 << 20;

    /** Generous: the machine may be busy, and classes are loaded for the first time. */
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(2), Duration.ofMinutes(2), 256 << 20, 64 << 10);

    private static final String PROGRAM = """
            import sys
            print({"cpython": "CPython"}.get(sys.implementation.name, sys.implementation.name))
            print(".".join(map(str, sys.version_info[:3])))
            """;

    private static final Pattern ANSWER = Pattern.compile("(\\S{1,64})\\n(\\d[\\w.]{0,31})\\n");
    private static final int EXCERPT = 200;

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    /**
     * Runs it.
     *
     * @throws IllegalArgumentException if the guest is not a Python; the message says, in half a line, what it did instead
     */
    Interpreter identify(PythonRuntime runtime) {
        ExecutionResult result = run(runtime);
        Matcher answer = ANSWER.matcher(stdout.toString(StandardCharsets.UTF_8));
        if (result.outcome() == Outcome.COMPLETED && answer.matches()) {
            return new Interpreter(answer.group(1), answer.group(2));
        }
        String exit = result.exitCode().isPresent()
                ? " and exit code " + result.exitCode().getAsInt()
                : "";
        throw new IllegalArgumentException(
                "does not behave like python -c: asked for its version, it ended as %s%s, with %s on standard output and %s on standard error"
                        .formatted(result.outcome(), exit, excerpt(stdout), excerpt(stderr)));
    }

    private ExecutionResult run(PythonRuntime runtime) {
        var request = new ExecutionRequest(ExecutionId.random(), PythonProgram.of(PROGRAM), LIMITS, Map.of());
        var ended = new CompletableFuture<ExecutionResult>();
        try {
            Thread.ofPlatform()
                    .daemon()
                    .name("agent-core-probe")
                    .stackSize(STACK_BYTES)
                    .start(() -> {
                        try (var sandbox = runtime.open(request)) {
                            ended.complete(sandbox.runAndFinish(
                                    request.runSpec(), new RunIo(Bytes.empty(), this::take, Cancellation.never())));
                        } catch (Throwable failure) {
                            ended.completeExceptionally(failure);
                        }
                    });
            return ended.join();
        } catch (CompletionException failed) {
            throw new IllegalArgumentException("cannot be started: " + failed.getCause(), failed);
        }
    }

    private void take(OutputStreamName stream, byte[] data, long offset) {
        switch (stream) {
            case STDOUT -> stdout.writeBytes(data);
            case STDERR -> stderr.writeBytes(data);
        }
    }

    /** The end of the output, in one line. */
    private static String excerpt(ByteArrayOutputStream printed) {
        String text = printed.toString(StandardCharsets.UTF_8).strip();
        String end = text.substring(Math.max(0, text.length() - EXCERPT));
        return end.isEmpty() ? "nothing" : "'" + end.replaceAll("\\s*\\R\\s*", " | ") + "'";
    }
}
