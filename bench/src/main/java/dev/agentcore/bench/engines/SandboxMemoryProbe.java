// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.bench.engines;

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
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process of its own that holds many sandboxes at once, and prints how much memory it takes after each step, by {@link State}.
 *
 * <p>Its heap is committed and touched from the beginning, so that what the operating system counts is all outside of it; what
 * is in use of the heap is added.
 */
final class SandboxMemoryProbe {
    private static final int STACK_BYTES = 64 << 20;
    private static final double MIB = 1 << 20;
    private static final double KIB_PER_MIB = 1024;

    private SandboxMemoryProbe() {}

    /** What all sandboxes have done. */
    enum State {
        /** The runtime holds them ready. */
        PREPARED,
        /** They are open. */
        OPENED,
        /** Each has run hello and is open. */
        AFTER_HELLO,
        /** They are closed, and the runtime holds them ready again. */
        PREPARED_AGAIN
    }

    /**
     * Runs the steps.
     *
     * @param arguments the name of the {@link Deployment}, and the number of sandboxes
     */
    public static void main(String[] arguments) throws Exception {
        Deployment deployment = Deployment.valueOf(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        // The interpreter recurses on this thread, as on the server's slot threads.
        try (var thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().stackSize(STACK_BYTES).factory())) {
            thread.submit(() -> {
                        measure(deployment, count);
                        return count;
                    })
                    .get();
        }
    }

    private static void measure(Deployment deployment, int count) throws IOException, InterruptedException {
        try (PythonRuntime runtime = deployment == Deployment.JVM ? Runtimes.jvm(count) : Runtimes.nativeCode(count)) {
            print(State.PREPARED);
            var sandboxes = new ArrayList<Sandbox>();
            for (int i = 0; i < count; i++) {
                sandboxes.add(runtime.open(hello()));
            }
            print(State.OPENED);
            for (Sandbox sandbox : sandboxes) {
                run(sandbox);
            }
            print(State.AFTER_HELLO);
            sandboxes.forEach(Sandbox::close);
            sandboxes.clear();
            print(State.PREPARED_AGAIN);
        }
    }

    private static ExecutionRequest hello() {
        return new ExecutionRequest(
                ExecutionId.random(),
                PythonProgram.of(Hello.CODE),
                LimitsPolicy.defaultPolicy().defaults(),
                Map.of());
    }

    private static void run(Sandbox sandbox) {
        var printed = new ByteArrayOutputStream();
        ExecutionResult result = sandbox.run(
                hello().runSpec(),
                new RunIo(Bytes.empty(), (stream, data, offset) -> printed.writeBytes(data), Cancellation.never()));
        if (result.outcome() != Outcome.COMPLETED) {
            throw new IllegalStateException("hello ended as " + result.outcome());
        }
        Hello.check(printed.toString(StandardCharsets.UTF_8));
    }

    private static void print(State state) throws IOException, InterruptedException {
        // Threads that prepare sandboxes have ended what they do.
        Thread.sleep(500);
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        Path own = Path.of("/proc/self");
        // Proportional: a page of the snapshot that all sandboxes share counts once.
        double outside = kib(Files.readString(own.resolve("smaps_rollup")), "Pss");
        double tables = kib(Files.readString(own.resolve("status")), "VmPTE");
        System.out.println(state + " " + (heap.getUsed() / MIB + (outside + tables) / KIB_PER_MIB));
    }

    private static double kib(String text, String field) throws IOException {
        Matcher line = Pattern.compile("(?m)^" + field + ":\\s+(\\d+) kB$").matcher(text);
        if (!line.find()) {
            throw new IOException("the kernel does not tell " + field);
        }
        return Long.parseLong(line.group(1));
    }

    /** The memory by state in MiB, of what the process printed. */
    static Map<State, Double> parse(List<String> lines) throws IOException {
        var found = new EnumMap<State, Double>(State.class);
        for (String line : lines) {
            String[] words = line.split(" ", 2);
            try {
                found.put(State.valueOf(words[0]), Double.parseDouble(words[1]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException other) {
                throw new IOException("not what a probe prints: " + line, other);
            }
        }
        if (found.size() != State.values().length) {
            throw new IOException("the probe did not come to its end: it printed " + lines);
        }
        return found;
    }
}
