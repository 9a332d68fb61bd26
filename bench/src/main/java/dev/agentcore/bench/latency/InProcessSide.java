// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.latency;

import dev.agentcore.bench.Hello;
import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.Cancellation;
import dev.agentcore.execution.ExecutionId;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.LimitsPolicy;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.PythonProgram;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.Sandbox;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The server's runtime in this JVM, without server, engine or network. Not thread-safe; needs a thread with a deep stack. */
public final class InProcessSide implements Side {
    private final String name;
    private final PythonRuntime runtime;

    InProcessSide(PythonRuntime runtime) {
        this("in process", runtime);
    }

    /**
     * Takes ownership of the runtime.
     *
     * @param name its name in tables
     */
    public InProcessSide(String name, PythonRuntime runtime) {
        this.name = name;
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long run() {
        var printed = new ByteArrayOutputStream();
        long began = System.nanoTime();
        ExecutionResult result = run(printed);
        long took = System.nanoTime() - began;
        if (result.outcome() != Outcome.COMPLETED) {
            throw new IllegalStateException("the program ended otherwise: " + result);
        }
        Hello.check(printed.toString(StandardCharsets.UTF_8));
        return took;
    }

    private ExecutionResult run(ByteArrayOutputStream printed) {
        var request = new ExecutionRequest(
                ExecutionId.random(),
                PythonProgram.of(Hello.CODE),
                LimitsPolicy.defaultPolicy().defaults(),
                Map.of());
        try (Sandbox sandbox = runtime.open(request)) {
            return sandbox.runAndFinish(
                    request.runSpec(),
                    new RunIo(Bytes.empty(), (stream, data, offset) -> printed.writeBytes(data), Cancellation.never()));
        }
    }

    @Override
    public void close() {
        runtime.close();
    }
}
