// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.sandbox;

import dev.agentcore.execution.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs CPython's own test modules in sandboxes, some at a time. A program, not a test: python-guest's
 * {@code src/test/cpython/run} starts it, with the test-only guest on the class path, and judges what it leaves.
 *
 * <p>Usage: {@code CPythonTestRunner PROGRAM OUTPUT PARALLEL TEST-SECONDS MODULE...}. The program is described in
 * {@link CPythonTestModule}. Modules are begun in the order in which they are named: the longest should be first. A test that
 * runs for longer than TEST-SECONDS is stopped. The engine is that of {@link Python}.
 */
public final class CPythonTestRunner {
    private static final long MIB = 1 << 20;

    /** As a slot of the service has it: a test that needs more would show what users cannot do. */
    private static final long STACK_BYTES = 64 * MIB;

    /** The most that a user may ask for, but for the time: some modules take longer than any request may. */
    private static final Limits LIMITS =
            new Limits(Duration.ofHours(2), Duration.ofHours(2), 1024 * MIB, 1024 * MIB, 256 * MIB);

    private CPythonTestRunner() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String program = Files.readString(Path.of(arguments[0]));
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        int parallel = Integer.parseInt(arguments[2]);
        Duration longestTest = Duration.ofSeconds(Long.parseLong(arguments[3]));
        Queue<String> modules = new ConcurrentLinkedQueue<>(List.of(arguments).subList(4, arguments.length));
        try (var runtime = Python.newRuntime(parallel)) {
            List<FutureTask<Integer>> workers = new ArrayList<>();
            for (int each = 0; each < parallel; each++) {
                var worker = new FutureTask<>(() -> {
                    int done = 0;
                    for (String module = modules.poll(); module != null; module = modules.poll()) {
                        var run = new CPythonTestModule(runtime, program, module, LIMITS, longestTest);
                        System.out.printf("%s: %s%n", module, run.run(folder));
                        done++;
                    }
                    return done;
                });
                Thread.ofPlatform().stackSize(STACK_BYTES).start(worker);
                workers.add(worker);
            }
            finish(workers);
        }
    }

    private static void finish(List<FutureTask<Integer>> workers) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        for (FutureTask<Integer> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException failure) {
                failures.add(failure.getCause());
            }
        }
        if (!failures.isEmpty()) {
            var failed = new IllegalStateException("a worker failed");
            failures.forEach(failed::addSuppressed);
            throw failed;
        }
    }
}
