// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import dev.agentcore.bench.NativePython;
import dev.agentcore.bench.SampleBook;
import dev.agentcore.bench.Samples;
import dev.agentcore.bench.compute.Measurement;
import dev.agentcore.bench.compute.Program;
import dev.agentcore.bench.compute.Size;
import dev.agentcore.client.AgentCoreClient;
import dev.agentcore.client.PythonProgram;
import dev.agentcore.client.PythonResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The first call of each program in a fresh interpreter, in seconds: compiling its text, its imports and one call, by the
 * interpreter's own clock. Not thread-safe.
 */
final class FirstCalls {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final List<Program> programs;
    private final SampleBook<Program> natives = new SampleBook<>();
    private final SampleBook<Call> calls = new SampleBook<>();
    private final SampleBook<Call> ratios = new SampleBook<>();

    /** A program on a side. */
    private record Call(Deployment deployment, Program program) {}

    /** Without calls. */
    FirstCalls(List<Program> programs) {
        this.programs = List.copyOf(programs);
    }

    List<Program> programs() {
        return programs;
    }

    /**
     * Calls a program once with each server, and with the native Python before and after them.
     *
     * @throws IOException if it fails anywhere, or returns an unexpected value
     */
    void measure(Program program, NativePython python, Map<Deployment, AgentCoreClient> servers)
            throws IOException, InterruptedException {
        String code = program.measured(Size.FULL, Duration.ZERO);
        var taken = new SampleBook<Deployment>();
        double before = Measurement.parse(python.run(code)).first();
        for (Map.Entry<Deployment, AgentCoreClient> server : servers.entrySet()) {
            taken.add(server.getKey(), first(program, code, server.getKey(), server.getValue()));
        }
        double after = Measurement.parse(python.run(code)).first();
        add(program, before, after, taken);
    }

    /** Adds one round of a program. */
    void add(Program program, double nativeBefore, double nativeAfter, SampleBook<Deployment> taken) {
        natives.add(program, nativeBefore);
        natives.add(program, nativeAfter);
        for (Deployment deployment : taken.known()) {
            double seconds = taken.samples(deployment).median();
            calls.add(new Call(deployment, program), seconds);
            ratios.add(new Call(deployment, program), seconds / ((nativeBefore + nativeAfter) / 2));
        }
    }

    private static double first(Program program, String code, Deployment deployment, AgentCoreClient client)
            throws IOException {
        PythonResult result = client.run(
                PythonProgram.builder(code).wallTime(LONGEST).cpuTime(LONGEST).build());
        if (!result.succeeded()) {
            throw new IOException("%s failed at %s: %s"
                    .formatted(
                            deployment.title(), program.title(), result.stderr().strip()));
        }
        return Measurement.parse(result.stdout()).first();
    }

    /** The native Python's best, in milliseconds. */
    double nativeMillis(Program program) {
        return natives.samples(program).min() * 1000;
    }

    /** A server's best, in milliseconds. */
    double millis(Deployment deployment, Program program) {
        return calls.samples(new Call(deployment, program)).min() * 1000;
    }

    /** A server's best against the native Python's best. */
    double ratio(Deployment deployment, Program program) {
        return millis(deployment, program) / nativeMillis(program);
    }

    /** The ratios of the rounds, each to the mean of the native Python before and after it. */
    Samples roundRatios(Deployment deployment, Program program) {
        return ratios.samples(new Call(deployment, program));
    }

    /** {@link #ratio} of all programs. */
    Samples ratios(Deployment deployment) {
        return Samples.of(programs.stream()
                .mapToDouble(program -> ratio(deployment, program))
                .toArray());
    }

    /** The medians of {@link #roundRatios} of all programs. */
    Samples medianRatios(Deployment deployment) {
        return Samples.of(programs.stream()
                .mapToDouble(program -> roundRatios(deployment, program).median())
                .toArray());
    }
}
