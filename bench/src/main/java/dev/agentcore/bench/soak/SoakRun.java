// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.soak;

import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.AgentCoreException;
import dev.agentcore.client.ExecutionEvent;
import dev.agentcore.client.Outcome;
import dev.agentcore.client.Output;
import dev.agentcore.client.OutputFile;
import dev.agentcore.client.PythonExecution;
import dev.agentcore.client.StandardStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A completed run of the soak. Immutable.
 *
 * @param kind the program
 * @param problem what was wrong with the result; null if it was correct
 * @param late by how much it exceeded its wall limit; zero if it did not
 */
record SoakRun(SoakProgram kind, @Nullable String problem, Duration late) {
    /** Runs a program and waits for its end. */
    static SoakRun make(AgentCoreClient client, SoakProgram kind, int number) {
        var stdout = new ByteArrayOutputStream();
        long began = System.nanoTime();
        ExecutionEvent.Finished finished = null;
        try (PythonExecution execution = client.execute(kind.program().apply(number))) {
            for (ExecutionEvent event : execution) {
                switch (event) {
                    case ExecutionEvent.Started started -> began = System.nanoTime();
                    case Output output -> {
                        if (output.stream() == StandardStream.STDOUT) {
                            stdout.writeBytes(output.toByteArray());
                        }
                    }
                    case OutputFile unasked -> throw new IllegalStateException("unrequested file " + unasked);
                    case ExecutionEvent.Finished last -> finished = last;
                }
            }
        } catch (AgentCoreException failure) {
            return new SoakRun(kind, String.valueOf(failure.getMessage()), Duration.ZERO);
        }
        Duration seen = Duration.ofNanos(System.nanoTime() - began);
        if (finished == null) {
            return new SoakRun(kind, "no end", Duration.ZERO);
        }
        Duration told = finished.usage().wallTime();
        // The server's measurement and the caller's: the larger delay counts.
        Duration late = (told.compareTo(seen) > 0 ? told : seen).minus(kind.wallTime());
        return new SoakRun(
                kind,
                problem(kind, number, finished, stdout.toString(StandardCharsets.UTF_8)),
                late.isNegative() ? Duration.ZERO : late);
    }

    private static @Nullable String problem(
            SoakProgram kind, int number, ExecutionEvent.Finished finished, String stdout) {
        if (finished.outcome() != kind.outcome()) {
            return "it ended as %s and not as %s".formatted(finished.outcome(), kind.outcome());
        }
        String expected = kind.output().apply(number);
        // On a busy machine, the time of a run that will be stopped may end before its first line is printed.
        boolean cut = kind.outcome() == Outcome.WALL_TIME_EXCEEDED && expected.startsWith(stdout);
        return cut || stdout.equals(expected)
                ? null
                : "it printed %d characters that are not the %d expected".formatted(stdout.length(), expected.length());
    }

    /** Whether the wall limit had to end it. */
    boolean reachedLimit() {
        return kind.outcome() == Outcome.WALL_TIME_EXCEEDED;
    }
}
