// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

import dev.agentcore.bench.SampleBook;
import dev.agentcore.bench.Samples;
import dev.agentcore.bench.Workspace;
import dev.agentcore.bench.engines.SandboxMemoryProbe.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The memory of one sandbox in MiB: the difference between a process with many of them and one with few, so that what a process
 * has anyway does not count. Not thread-safe.
 */
final class SandboxMemory {
    static final int FEW_NATIVE = 10;
    static final int MANY_NATIVE = 210;

    /** On the JVM each takes a memory of its own from the start. */
    static final int FEW_JVM = 2;

    static final int MANY_JVM = 12;

    private final Workspace workspace;
    private final SampleBook<Step> perSandbox = new SampleBook<>();

    private record Step(Deployment deployment, State state) {}

    SandboxMemory(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Measures one pair of processes. */
    void measure(Deployment deployment) throws IOException, InterruptedException {
        int few = deployment.isNative() ? FEW_NATIVE : FEW_JVM;
        int many = deployment.isNative() ? MANY_NATIVE : MANY_JVM;
        add(deployment, probe(deployment, few), probe(deployment, many), many - few);
    }

    /**
     * Adds one round.
     *
     * @param fewer the MiB of the process with few sandboxes
     * @param more the MiB of the process with many
     * @param difference how many more these are
     */
    void add(Deployment deployment, Map<State, Double> fewer, Map<State, Double> more, int difference) {
        for (State state : State.values()) {
            double grown = more.getOrDefault(state, Double.NaN) - fewer.getOrDefault(state, Double.NaN);
            perSandbox.add(new Step(deployment, state), grown / difference);
        }
    }

    /** By round. */
    Samples mib(Deployment deployment, State state) {
        return perSandbox.samples(new Step(deployment, state));
    }

    private Map<State, Double> probe(Deployment deployment, int count) throws IOException, InterruptedException {
        String heap = deployment.isNative() ? "256m" : "1g";
        var command = new ArrayList<>(List.of(workspace.java().toString(), workspace.jvmOptions()));
        command.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SandboxMemoryProbe.class.getName()));
        command.addAll(List.of(deployment.name(), Integer.toString(count)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IOException("the process with %d sandboxes ended with %d".formatted(count, exitCode));
        }
        return SandboxMemoryProbe.parse(lines);
    }
}
