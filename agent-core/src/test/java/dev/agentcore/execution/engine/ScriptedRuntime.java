// SPDX-FileCopyrightText: 2026 The agent-core authors
// SPDX-License-Identifier: Apache-2.0
package dev.agentcore.execution.engine;

import dev.agentcore.execution.Bytes;
import dev.agentcore.execution.ExecutionRequest;
import dev.agentcore.execution.ExecutionResult;
import dev.agentcore.execution.FileSink;
import dev.agentcore.execution.FrozenSandbox;
import dev.agentcore.execution.Interpreter;
import dev.agentcore.execution.Limits;
import dev.agentcore.execution.MemoryClaim;
import dev.agentcore.execution.MemoryFootprint;
import dev.agentcore.execution.Outcome;
import dev.agentcore.execution.OutputFile;
import dev.agentcore.execution.OutputSink;
import dev.agentcore.execution.PythonImage;
import dev.agentcore.execution.PythonRuntime;
import dev.agentcore.execution.ResultFormat;
import dev.agentcore.execution.RunIo;
import dev.agentcore.execution.RunSpec;
import dev.agentcore.execution.Sandbox;
import dev.agentcore.execution.SandboxSpec;
import dev.agentcore.execution.Usage;
import dev.agentcore.execution.Watchdog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A runtime whose programs are scripts in Java, selected by the program's code. A program without a script ends at once. A
 * {@link Watchdog} stops them, as in the real runtime. Each sandbox claims its limit of memory.
 */
public final class ScriptedRuntime implements PythonRuntime {
    /** A program. */
    @FunctionalInterface
    public interface Script {
        void run(ExecutionRequest request, OutputSink output) throws InterruptedException;
    }

    private final Watchdog watchdog = new Watchdog();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, RuntimeException> openFailures = new ConcurrentHashMap<>();
    private final Map<String, Runnable> openActions = new ConcurrentHashMap<>();
    private final Map<String, Runnable> closeActions = new ConcurrentHashMap<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean closed;
    private Function<Limits, MemoryClaim> claim = limits -> MemoryClaim.onHeap(limits.memoryBytes());

    /** Scripts the program {@code code}. */
    public ScriptedRuntime on(String code, Script script) {
        scripts.put(code, script);
        return this;
    }

    /** Makes opening a sandbox for the program {@code code} fail. */
    public ScriptedRuntime failOpening(String code, RuntimeException failure) {
        openFailures.put(code, failure);
        return this;
    }

    /** Undoes {@link #failOpening}. */
    public ScriptedRuntime repairOpening(String code) {
        openFailures.remove(code);
        return this;
    }

    /** Runs an action whenever a sandbox of the program {@code code} is closed. */
    public ScriptedRuntime onClose(String code, Runnable action) {
        closeActions.put(code, action);
        return this;
    }

    /** Runs an action whenever a sandbox of the program {@code code} is about to be opened. */
    public ScriptedRuntime onOpen(String code, Runnable action) {
        openActions.put(code, action);
        return this;
    }

    /** Has sandboxes claim memory by another rule; until then, their limit of memory on the heap, and nothing for scratch. */
    public ScriptedRuntime claiming(Function<Limits, MemoryClaim> rule) {
        claim = rule;
        return this;
    }

    /** How many programs have started. */
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
    public MemoryClaim claim(Limits limits) {
        return claim.apply(limits);
    }

    @Override
    public MemoryFootprint footprint() {
        return MemoryFootprint.NONE;
    }

    @Override
    public Sandbox open(SandboxSpec spec) {
        throw new UnsupportedOperationException("scripts are chosen by a request's code");
    }

    @Override
    public Sandbox open(ExecutionRequest request) {
        String code = request.program().code();
        openActions.getOrDefault(code, () -> {}).run();
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
                        throw new IllegalStateException("interrupted without a reason", stopped);
                    }
                    outcome = reason.outcome();
                }
                return result(outcome, watch);
            }
        }

        @Override
        public void interrupt() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deliverFiles(List<String> paths, FileSink sink) throws InterruptedException {
            for (String path : paths) {
                if (!sink.file(OutputFile.piece(path, Bytes.empty(), 0, 0))) {
                    throw new IllegalStateException("the sink declined " + path);
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
