// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A runtime whose programs are scripts in Java, chosen by the program's code; unknown ones end at once. It stops them
 * as the real one does.
 */
public final class ScriptedRuntime implements PythonRuntime {
    /** What a program does. */
    @FunctionalInterface
    public interface Script {
        void run(ExecutionRequest request, OutputSink output) throws InterruptedException;
    }

    private final Watchdog watchdog = new Watchdog();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, RuntimeException> openFailures = new ConcurrentHashMap<>();
    private final Map<String, Runnable> closeActions = new ConcurrentHashMap<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private volatile long capacity = Long.MAX_VALUE;
    private volatile long requestCapacity = Long.MAX_VALUE;
    private volatile boolean closed;

    /** From now on the program {@code code} does this. */
    public ScriptedRuntime on(String code, Script script) {
        scripts.put(code, script);
        return this;
    }

    /** From now on there is no sandbox for the program {@code code}. */
    public ScriptedRuntime failOpening(String code, RuntimeException failure) {
        openFailures.put(code, failure);
        return this;
    }

    /** From now on there is a sandbox for the program {@code code} again. */
    public ScriptedRuntime repairOpening(String code) {
        openFailures.remove(code);
        return this;
    }

    /** From now on closing the program {@code code}'s sandbox does this. */
    public ScriptedRuntime onClose(String code, Runnable action) {
        closeActions.put(code, action);
        return this;
    }

    /** From now on sandboxes may claim so much; each claims its limit of memory. Before any engine is made. */
    public ScriptedRuntime withCapacity(long bytes) {
        capacity = bytes;
        return this;
    }

    /** From now on requests may hold so much. Before any engine is made. */
    public ScriptedRuntime withRequestCapacity(long bytes) {
        requestCapacity = bytes;
        return this;
    }

    /** How many programs have been begun. */
    public int runs() {
        return runs.get();
    }

    /** How many sandboxes are open. */
    public int openSandboxes() {
        return open.get();
    }

    /** Whether it was closed. */
    public boolean closed() {
        return closed;
    }

    @Override
    public List<PythonImage> images() {
        return List.of(new PythonImage("scripted", new Interpreter("Scripted", "1.0"), List.of(), 0));
    }

    @Override
    public Set<ResultFormat> resultFormats() {
        return Set.of(ResultFormat.values());
    }

    @Override
    public long claim(Limits limits) {
        return limits.memoryBytes();
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public long requestCapacity() {
        return requestCapacity;
    }

    @Override
    public Sandbox open(SandboxSpec spec) {
        throw new UnsupportedOperationException("scripts are chosen by a request's code");
    }

    @Override
    public Sandbox open(ExecutionRequest request) {
        String code = request.program().code();
        var failure = openFailures.get(code);
        if (failure != null) {
            throw failure;
        }
        open.incrementAndGet();
        return new ScriptedSandbox(request);
    }

    @Override
    public void close() {
        closed = true;
        watchdog.close();
    }

    private final class ScriptedSandbox implements Sandbox {
        private final ExecutionRequest request;

        ScriptedSandbox(ExecutionRequest request) {
            this.request = request;
        }

        @Override
        public ExecutionResult run(RunSpec spec, RunIo io) {
            throw new UnsupportedOperationException("a script runs once");
        }

        @Override
        public Sandbox fork() {
            throw new UnsupportedOperationException("a script runs once");
        }

        @Override
        public FrozenSandbox freeze() {
            throw new UnsupportedOperationException("a script runs once");
        }

        @Override
        public ExecutionResult runAndFinish(RunSpec spec, RunIo io) {
            runs.incrementAndGet();
            var script = scripts.getOrDefault(request.program().code(), (ignoredRequest, ignoredOutput) -> {});
            try (var watch = watchdog.watch(spec.limits(), io.cancellation())) {
                var outcome = Outcome.COMPLETED;
                try {
                    script.run(request, io.output());
                } catch (InterruptedException stopped) {
                    var reason = watch.stopReason();
                    if (reason == null) {
                        throw new IllegalStateException("Interrupted for no reason", stopped);
                    }
                    outcome = reason.outcome();
                }
                return result(outcome, watch);
            }
        }

        @Override
        public void deliverFiles(List<String> paths, FileSink sink) throws InterruptedException {
            for (String path : paths) {
                if (!sink.file(OutputFile.piece(path, Bytes.empty(), 0, 0))) {
                    throw new IllegalStateException("The sink did not take " + path);
                }
            }
        }

        @Override
        public void close() {
            open.decrementAndGet();
            closeActions.getOrDefault(request.program().code(), () -> {}).run();
        }

        private static ExecutionResult result(Outcome outcome, Watchdog.Watch watch) {
            var usage = new Usage(watch.wallTime(), watch.cpuTime(), Duration.ZERO, Duration.ZERO, 1 << 20, 0, 0);
            var exitCode = outcome == Outcome.COMPLETED ? OptionalInt.of(0) : OptionalInt.empty();
            return new ExecutionResult(outcome, exitCode, null, null, usage, false);
        }
    }
}
