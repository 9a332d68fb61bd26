// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.stream;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.Output;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.PythonProgram;
import java.time.Duration;

/**
 * A program that prints a number of bytes, and a client that reads them. Immutable.
 *
 * @param shape the sizes of the pieces
 * @param bytes the number of bytes, a multiple of 80
 */
record Printout(Shape shape, long bytes) {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long MEMORY_OF_ALL = 800L << 20;
    private static final long MEMORY = 64L << 20;

    /** Its name in tables. */
    String title() {
        return "%s, %.0f MB".formatted(shape.title(), megabytes());
    }

    /** The size in millions of bytes. */
    double megabytes() {
        return bytes / 1e6;
    }

    /** What a reader does after the first chunk, before it requests the next. */
    interface Pause {
        /** Continues at once. */
        Pause NONE = () -> {};

        void afterFirstChunk() throws Exception;
    }

    /**
     * Runs the program and reads all of its output.
     *
     * @return the seconds from the request to the result
     * @throws IllegalStateException if the number of bytes is unexpected
     */
    double read(AgentCoreClient client, Pause pause) throws Exception {
        PythonProgram program = PythonProgram.builder(shape.code())
                .args(Long.toString(bytes))
                .wallTime(LONGEST)
                .cpuTime(LONGEST)
                .memoryBytes(shape == Shape.WHOLE ? MEMORY_OF_ALL : MEMORY)
                .outputBytes(bytes)
                .build();
        long began = System.nanoTime();
        try (PythonExecution execution = client.execute(program)) {
            long read = 0;
            for (ExecutionEvent event : execution) {
                if (event instanceof Output output) {
                    if (read == 0) {
                        pause.afterFirstChunk();
                    }
                    read += output.size();
                } else if (event instanceof ExecutionEvent.Finished finished && !finished.succeeded()) {
                    throw new IllegalStateException("the program failed: " + finished);
                }
            }
            if (read != bytes) {
                throw new IllegalStateException("%d bytes came of %d".formatted(read, bytes));
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
