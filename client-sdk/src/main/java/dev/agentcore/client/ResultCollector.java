// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.client;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the events of an execution into a result. Not thread-safe. */
final class ResultCollector {
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final FileCollector files = new FileCollector();
    private ExecutionEvent.@Nullable Started started;
    private ExecutionEvent.@Nullable Finished finished;

    /** Reads an execution to its end. An exception contains the output before the failure. */
    static PythonResult collect(PythonExecution execution) {
        return collect(execution, output -> {});
    }

    /** The same, and passes each chunk of output to an action. */
    static PythonResult collect(PythonExecution execution, Consumer<? super Output> action) {
        ResultCollector collector = new ResultCollector();
        try {
            for (ExecutionEvent event : execution) {
                collector.add(event);
                if (event instanceof Output output) {
                    action.accept(output);
                }
            }
            return collector.result();
        } catch (AgentCoreException failure) {
            throw collector.withOutput(failure);
        }
    }

    void add(ExecutionEvent event) {
        if (event instanceof Output output) {
            byte[] data = output.toByteArray();
            (output.stream() == StandardStream.STDOUT ? stdout : stderr).write(data, 0, data.length);
        } else if (event instanceof OutputFile piece) {
            files.add(piece);
        } else if (event instanceof ExecutionEvent.Started first) {
            started = first;
        } else if (event instanceof ExecutionEvent.Finished last) {
            finished = last;
        }
    }

    PythonResult result() {
        if (started == null || finished == null) {
            throw AgentCoreException.builder(
                            ErrorCode.INTERNAL, "INTERNAL: the stream ended without a start or a result")
                    .build();
        }
        return PythonResult.of(started, output(), files.files(), finished);
    }

    AgentCoreException withOutput(AgentCoreException failure) {
        return started == null
                ? failure
                : failure.toBuilder()
                        .executionId(started.executionId())
                        .output(output())
                        .build();
    }

    private CapturedOutput output() {
        return CapturedOutput.of(stdout.toByteArray(), stderr.toByteArray());
    }
}
